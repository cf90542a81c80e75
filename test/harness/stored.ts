import type { DocumentInfo, Session } from '../../src/core/model'

/** An entry as the database of the extension holds it. */
export interface StoredEntry {
  readonly document: string
  readonly n: number
  readonly t: number
  readonly kind: string
  readonly type: string
  readonly source: string | null
  // biome-ignore lint/suspicious/noExplicitAny: tests look into data of every kind
  readonly data: any
}

export interface StoredSession {
  readonly id: string
  readonly name: string
  readonly origin: string
  readonly browser: string
  readonly status: Session['status']
  readonly createdAt: number
  readonly endedAt?: number
  readonly entries: readonly StoredEntry[]
  /** Every document that was put, with its highest number. */
  readonly documents: readonly (DocumentInfo & { readonly lastN: number })[]
}

/**
 * Reads every session straight from IndexedDB, with nothing of the product's
 * own code: what is written is judged by an independent reader. Runs inside a
 * context of the extension's origin, so it must not refer to anything here.
 */
export async function dumpDatabase(): Promise<string> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open('playhead'))
  try {
    const all = (name: string) => done(database.transaction(name).objectStore(name).getAll())
    const [sessions, documents, segments] = await Promise.all([all('sessions'), all('documents'), all('segmentBytes')])
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const textOf = (stored: string | Uint8Array) => (typeof stored === 'string' ? stored : decoder.decode(stored))
    return JSON.stringify({
      sessions,
      documents,
      segments: segments
        .sort((a, b) => a.firstSeq - b.firstSeq)
        .map(({ log, firstSeq, lastSeq, texts }) => ({ log, firstSeq, lastSeq, text: texts.map(textOf).join('') })),
    })
  } finally {
    database.close()
  }
}

interface Dump {
  readonly sessions: readonly { readonly log: string; readonly info: Omit<StoredSession, 'entries' | 'documents'> }[]
  readonly documents: readonly {
    readonly log: string
    readonly id: string
    readonly lastN: number
    readonly info: Omit<DocumentInfo, 'id'>
  }[]
  readonly segments: readonly { readonly log: string; readonly firstSeq: number; readonly lastSeq: number; readonly text: string }[]
}

/** The sessions in a dump, newest last, entries in order of seq. */
export function readDump(text: string): readonly StoredSession[] {
  const dump: Dump = JSON.parse(text)
  return dump.sessions.map(({ log, info }) => {
    let expected = 1
    const entries = dump.segments
      .filter((segment) => segment.log === log)
      .flatMap((segment) => {
        if (segment.firstSeq !== expected) throw new Error(`The session goes on at seq ${segment.firstSeq} instead of ${expected}`)
        expected = segment.lastSeq + 1
        const read = readSegment(segment.text)
        if (read.length !== segment.lastSeq - segment.firstSeq + 1)
          throw new Error(`Segment ${segment.firstSeq} holds ${read.length} entries`)
        return read
      })
    const documents = dump.documents.filter((document) => document.log === log).map(({ id, lastN, info }) => ({ id, lastN, ...info }))
    return { ...info, entries, documents }
  })
}

function readSegment(text: string): readonly StoredEntry[] {
  return text
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const { document, n: first, entries } = JSON.parse(line)
      return entries.map(([t, kind, type, source, data]: StoredValues, i: number) => ({
        document,
        n: first + i,
        t,
        kind,
        type,
        source,
        data,
      }))
    })
}

type StoredValues = readonly [t: number, kind: string, type: string, source: string | null, data: unknown]

/** What is wrong with the numbering of a session: each document counts from 1 without holes or repeats, up to what it was acknowledged. */
export function numberingFaults(session: StoredSession): readonly string[] {
  const faults: string[] = []
  for (const { id, lastN } of session.documents) {
    const numbers = session.entries.filter(({ document }) => document === id).map(({ n }) => n)
    numbers.forEach((n, i) => {
      if (n !== i + 1) faults.push(`document ${id}: entry ${i + 1} has the number ${n}`)
    })
    if (numbers.length !== lastN) faults.push(`document ${id}: ${numbers.length} entries, acknowledged up to ${lastN}`)
  }
  return faults.slice(0, 20)
}
