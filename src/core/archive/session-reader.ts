import { AppError } from '../errors'
import type { Entry } from '../model'
import type { ArchivePart } from './parts'
import type { ArchiveFrame, ArchiveHeader } from './schema'
import type { OutgoingSession } from './summed-parts'

/** One session as it is met; its entries can be walked once, before the next is asked for. */
export interface MetSession {
  readonly frame: ArchiveFrame
  readonly entries: AsyncIterable<readonly Entry[]>
}

/** Walks through the parts of an archive session by session. */
export interface SessionReader {
  /** First. */
  header(): Promise<ArchiveHeader>
  /** The next session, past what was not walked of the one before; undefined after the last. */
  next(): Promise<MetSession | undefined>
  /** All that are left, on their way to a writer. The entries of one are walked before the next is asked for. */
  sessions(): AsyncGenerator<OutgoingSession>
  /** After the last session. */
  end(): Promise<Extract<ArchivePart, { part: 'end' }>>
  /** Ends the parts, wherever they are. */
  close(): Promise<void>
}

export function createSessionReader(parts: AsyncIterable<ArchivePart>): SessionReader {
  const iterator = parts[Symbol.asyncIterator]()
  let part: ArchivePart | undefined

  async function advance(): Promise<ArchivePart | undefined> {
    const next = await iterator.next()
    part = next.done === true ? undefined : next.value
    return part
  }

  async function* entries(): AsyncGenerator<readonly Entry[]> {
    while ((await advance())?.part === 'entries') if (part?.part === 'entries') yield part.entries
  }

  async function next(): Promise<MetSession | undefined> {
    // Where entries were walked to their end, what follows them is there already.
    while (part?.part === 'header' || part?.part === 'entries') await advance()
    if (part?.part !== 'session') return undefined
    const { part: _, ...frame } = part
    part = { part: 'entries', entries: [] }
    return { frame, entries: entries() }
  }

  return {
    async header() {
      if ((await advance())?.part !== 'header' || part?.part !== 'header') throw misplaced('the header')
      return part.header
    },
    next,
    async *sessions() {
      for (let met = await next(); met !== undefined; met = await next()) yield { ...met.frame, entries: met.entries }
    },
    async end() {
      if (part?.part !== 'end') throw misplaced('the end')
      return part
    },
    async close() {
      await iterator.return?.()
    },
  }
}

function misplaced(what: string): AppError {
  return new AppError('internal', { why: `${what} of an archive is not where it belongs` })
}
