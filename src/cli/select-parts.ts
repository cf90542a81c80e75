import { type ArchiveMeta, type ArchivePart, createChunkCounter } from '../core/archive'
import { AppError } from '../core/errors'
import { createEntrySelector, type EntrySelector, type SelectingWalk, type Selection, selectFrame } from '../core/selection'

/** What is asked for of a file. */
export interface Choice {
  /** Of one of its sessions; undefined leaves it out. */
  of(meta: ArchiveMeta): Selection | undefined
  /** Whether states have to be found first that stand for what is left out. */
  readonly needsLook: boolean
}

/** What is known of a file before it is written anew. */
export interface PartsPlan {
  /** By session, where entries had to be looked at. */
  readonly selectors: ReadonlyMap<string, EntrySelector>
  /** Of each session that is written, how many chunks of entries it has; empty where nobody asked. */
  readonly chunks: readonly number[]
}

/**
 * Reads the file as often as is needed before it can be written: to find how
 * states were where a selection begins, and to count chunks where the format says
 * their number first. `read` gives its parts from the beginning.
 */
export async function planParts(read: () => AsyncIterable<ArchivePart>, choice: Choice, counts: boolean): Promise<PartsPlan> {
  const selectors = choice.needsLook ? await look(read(), choice) : new Map<string, EntrySelector>()
  return { selectors, chunks: counts ? await countChunks(selectParts(read(), choice, { selectors })) : [] }
}

async function look(parts: AsyncIterable<ArchivePart>, choice: Choice): Promise<PartsPlan['selectors']> {
  const selectors = new Map<string, EntrySelector>()
  let session: EntrySelector | undefined
  for await (const part of parts) {
    if (part.part === 'session') {
      const selection = choice.of(part.meta)
      session = selection && createEntrySelector(selection, part.meta.excerpt)
      if (session !== undefined) selectors.set(part.meta.id, session)
    } else if (part.part === 'entries') session?.look(part.entries)
  }
  return selectors
}

async function countChunks(parts: AsyncIterable<ArchivePart>): Promise<readonly number[]> {
  const counters: ReturnType<typeof createChunkCounter>[] = []
  for await (const part of parts) {
    if (part.part === 'session') counters.push(createChunkCounter())
    else if (part.part === 'entries') counters.at(-1)?.add(part.entries)
  }
  return counters.map((counter) => counter.chunks())
}

/** The parts of a file with what is chosen of its sessions. Throws `cli/not-found` at the end where that is none, though it has some. */
export async function* selectParts(
  parts: AsyncIterable<ArchivePart>,
  choice: Choice,
  { selectors }: Pick<PartsPlan, 'selectors'>,
): AsyncGenerator<ArchivePart> {
  let taken = 0
  let left = 0
  let walk: SelectingWalk | undefined
  for await (const part of parts) {
    if (part.part === 'entries') {
      const entries = walk?.take(part.entries) ?? []
      if (entries.length > 0) yield { part: 'entries', entries }
      continue
    }
    // Whatever follows a session ends it.
    const rest = walk?.end() ?? []
    if (rest.length > 0) yield { part: 'entries', entries: rest }
    walk = undefined
    if (part.part !== 'session') {
      if (part.part === 'end' && taken === 0 && left > 0) throw new AppError('cli/not-found', { what: 'session of that name or id' })
      yield part
      continue
    }
    const selection = choice.of(part.meta)
    if (selection === undefined) {
      left++
      continue
    }
    taken++
    walk = (selectors.get(part.meta.id) ?? createEntrySelector(selection, part.meta.excerpt)).walk()
    yield { part: 'session', ...selectFrame(part, selection) }
  }
}
