import { rewriteArchive } from '../../src/core/archive'
import { type Checkpoint, createCheckpointMaker, deltaParts, planDelta } from '../../src/core/delta'
import { collect, fixedEnv, partsOf, type WholeSession, writtenAs } from '../unit/archive/support'

const env = fixedEnv()

/** A library as it was at some moments: a full file of the first, and a delta for each that follows. */
export async function chainOf(...libraries: readonly (readonly WholeSession[])[]): Promise<readonly Buffer[]> {
  const files: Buffer[] = []
  let checkpoint: Checkpoint | undefined
  for (const library of libraries) {
    const full = await writtenAs('json', library)
    const parts = await partsOf(full)
    if (checkpoint === undefined) {
      const maker = createCheckpointMaker(env)
      for (const part of parts) await maker.take(part)
      checkpoint = maker.checkpoint()
      files.push(full)
    } else {
      const plan = await planDelta(env, each(parts), checkpoint)
      files.push(await collect(rewriteArchive(env, deltaParts(each(parts), plan))))
      checkpoint = plan.next
    }
  }
  return files
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}
