import { type ArchivePart, createSessionReader, writeArchive } from '../../src/core/archive'
import { type Checkpoint, createCheckpointMaker, deltaSessions, planDelta } from '../../src/core/delta'
import { collect, fixedEnv, noRedaction, partsOf, type WholeSession, writtenAs } from '../unit/archive/support'

const env = fixedEnv()

export interface ChainedFile {
  readonly file: Buffer
  readonly checkpoint: Checkpoint
}

/** A full file of a library. */
export async function fullOf(library: readonly WholeSession[]): Promise<ChainedFile> {
  const file = await writtenAs('json', library)
  const maker = createCheckpointMaker(env)
  for (const part of await partsOf(file)) await maker.take(part)
  return { file, checkpoint: maker.checkpoint() }
}

/** What a library has that came after the last of the files with these checkpoints, the full one first. */
export async function deltaOf(library: readonly WholeSession[], ...checkpoints: readonly Checkpoint[]): Promise<ChainedFile> {
  const parts = await partsOf(await writtenAs('json', library))
  const chain = checkpoints.map((checkpoint) => ({ name: `file ${checkpoint.number}`, checkpoint }))
  const plan = await planDelta(env, () => given(parts), chain)
  const reader = createSessionReader(given(parts))
  const header = { ...(await reader.header()), delta: plan.delta }
  const file = await collect(writeArchive(env, header, deltaSessions(reader.sessions(), plan), () => noRedaction))
  return { file, checkpoint: plan.next }
}

/** A library as it was at some moments: a full file of the first, and a delta for each that follows. */
export async function chainOf(...libraries: readonly (readonly WholeSession[])[]): Promise<readonly Buffer[]> {
  const files: ChainedFile[] = []
  for (const library of libraries) {
    const before = files.map(({ checkpoint }) => checkpoint)
    files.push(before.length === 0 ? await fullOf(library) : await deltaOf(library, ...before))
  }
  return files.map(({ file }) => file)
}

/** Parts as a reader gives them. */
export async function* given(parts: readonly ArchivePart[]): AsyncGenerator<ArchivePart> {
  yield* parts
}
