import type { ArchivePart } from '../archive'
import type { Env } from '../env'

import { type Entry, holdsRedaction } from '../model'
import { type ChainSum, createChainSum } from './chain-sum'
import type { Checkpoint, CheckpointSession } from './checkpoint'

/** A file of a chain, by what is kept of it; `name` is what a person knows it by. */
export interface ChainFile {
  readonly name: string
  readonly checkpoint: Checkpoint
}

/** The entries of a session that one file of the chain brought, as they are now. */
interface Brought {
  readonly name: string
  readonly then: CheckpointSession
  readonly upToNow: ChainSum
  holdsMarks: boolean
}

/**
 * The first file of a chain in which entries of a session are not as they are now
 * that something in them was removed: it still shows that. Gives its name;
 * undefined where the session was changed without anything being removed.
 */
export async function fileThatShows(
  env: Pick<Env, 'sha256'>,
  parts: AsyncIterable<ArchivePart>,
  session: string,
  chain: readonly ChainFile[],
): Promise<string | undefined> {
  const files = chain.flatMap(({ name, checkpoint }): readonly Brought[] => {
    const then = checkpoint.sessions.find(({ id, entries }) => id === session && entries > 0)
    return then === undefined ? [] : [{ name, then, upToNow: createChainSum(env), holdsMarks: false }]
  })
  let entries = 0
  for await (const batch of entriesOf(parts, session)) {
    let begun = 0
    for (const file of files) {
      file.upToNow.take(batch.slice(0, Math.max(0, file.then.entries - entries)))
      const brought = batch.slice(Math.max(0, begun - entries), Math.max(0, file.then.entries - entries))
      file.holdsMarks ||= brought.some(({ data }) => holdsRedaction(data))
      begun = file.then.entries
    }
    for (const file of files) await file.upToNow.settle()
    entries += batch.length
  }
  for (const { name, then, upToNow, holdsMarks } of files) {
    if ((await upToNow.finish()) !== then.chain && holdsMarks) return name
  }
  return undefined
}

async function* entriesOf(parts: AsyncIterable<ArchivePart>, session: string): AsyncGenerator<readonly Entry[]> {
  let isIt = false
  for await (const part of parts) {
    if (part.part === 'session') isIt = part.meta.id === session
    else if (part.part === 'entries' && isIt) yield part.entries
  }
}
