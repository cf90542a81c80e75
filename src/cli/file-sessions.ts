import type { ArchiveHeader, ArchivePart, OutgoingSession } from '../core/archive'
import { AppError } from '../core/errors'
import type { Entry } from '../core/model'

type End = Extract<ArchivePart, { part: 'end' }>

/** A session file on its way to a writer. */
export interface FileSessions {
  readonly header: ArchiveHeader
  /** To be gone through once. The entries of one are read before the next; those that nobody reads are passed by. */
  readonly sessions: AsyncIterable<OutgoingSession>
  /** What the end says, once the sessions are through. */
  end(): End
}

/** The sessions that the parts of a file make. Memory: one part. */
export async function fileSessions(parts: AsyncIterable<ArchivePart>): Promise<FileSessions> {
  const iterator = parts[Symbol.asyncIterator]()
  let part: ArchivePart | undefined

  async function advance(): Promise<ArchivePart | undefined> {
    const next = await iterator.next()
    part = next.done === true ? undefined : next.value
    return part
  }

  async function* entries(): AsyncGenerator<readonly Entry[]> {
    for (let next = await advance(); next?.part === 'entries'; next = await advance()) yield next.entries
  }

  async function* sessions(): AsyncGenerator<OutgoingSession> {
    try {
      let next = await advance()
      while (next?.part === 'session') {
        const begun: ArchivePart = next
        const { part: _, ...frame } = next
        yield { ...frame, entries: entries() }
        next = part
        while (next === begun || next?.part === 'entries') next = await advance()
      }
    } finally {
      await iterator.return?.()
    }
  }

  const first = await advance()
  if (first?.part !== 'header') throw misplaced('the header')
  return {
    header: first.header,
    sessions: sessions(),
    end() {
      if (part?.part !== 'end') throw misplaced('the end')
      return part
    },
  }
}

function misplaced(what: string): AppError {
  return new AppError('internal', { why: `${what} of a file is not where it belongs` })
}
