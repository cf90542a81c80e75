/**
 * Looks into what the extension has stored, with nothing of its code. Each
 * function stands alone: it is sent as text to a page of the extension.
 */

/** A session as it is stored. `sha256` is of its entries, each as the JSON of `[document, n, t, kind, type, source, data]` and a line end. */
export interface StoredDigest {
  readonly name: string
  readonly status: string
  readonly documents: readonly string[]
  readonly entries: number
  readonly sha256: string
  readonly view: unknown
}

/** The visible session with this id, or undefined. Throws for one whose rows do not fit. */
export async function storedSession(id: string): Promise<StoredDigest | undefined> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open('playhead'))
  try {
    const tx = database.transaction(['sessions', 'documents', 'segmentIndex', 'segmentBytes', 'views'])
    const row = await done(tx.objectStore('sessions').get(id))
    if (row === undefined) return undefined
    const range = IDBKeyRange.bound([row.log], [row.log, []])
    const [documents, index, segments, view] = await Promise.all([
      done(tx.objectStore('documents').getAll(range)),
      done(tx.objectStore('segmentIndex').getAllKeys(range)),
      done(tx.objectStore('segmentBytes').getAll(range)),
      done(tx.objectStore('views').get(row.log)),
    ])
    if (JSON.stringify(index) !== JSON.stringify(segments.map(({ log, lastSeq }) => [log, lastSeq])))
      throw new Error('the index is of other segments')
    const lines: string[] = []
    for (const { texts } of segments) {
      const text = texts.map((part: string | Uint8Array) => (typeof part === 'string' ? part : new TextDecoder().decode(part))).join('')
      for (const line of text.trimEnd().split('\n')) {
        const { document, n, entries } = JSON.parse(line)
        for (const [i, values] of entries.entries()) lines.push(`${JSON.stringify([document, n + i, ...values])}\n`)
      }
    }
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(lines.join(''))))
    return {
      name: row.info.name,
      status: row.info.status,
      documents: documents.map((document) => document.id),
      entries: lines.length,
      sha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''),
      view: view?.view,
    }
  } finally {
    database.close()
  }
}

/** What lies about: logs on their way or dead, rows that no session points at, staged files; and every session with its name. */
export interface Leftovers {
  readonly loose: number
  readonly orphans: readonly string[]
  readonly staged: readonly string[]
  readonly sessions: readonly string[]
}

export async function leftovers(): Promise<Leftovers> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open('playhead'))
  try {
    const tables = ['documents', 'notes', 'segmentIndex', 'segmentBytes', 'views']
    const tx = database.transaction([...tables, 'sessions', 'looseLogs'])
    const [sessions, loose, ...keys] = await Promise.all([
      done(tx.objectStore('sessions').getAll()),
      done(tx.objectStore('looseLogs').getAllKeys()),
      ...tables.map((table) => done(tx.objectStore(table).getAllKeys())),
    ])
    const logs = new Set(sessions.map(({ log }) => log))
    const orphans = keys.flatMap((all, i) => {
      const count = all.filter((key) => !logs.has(Array.isArray(key) ? key[0] : key)).length
      return count === 0 ? [] : [`${count} of ${tables[i]}`]
    })
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('staging', { create: true })
    const staged: string[] = []
    for await (const name of folder.keys()) staged.push(name)
    return { loose: loose.length, orphans, staged, sessions: sessions.map(({ id }) => id) }
  } finally {
    database.close()
  }
}

/** Takes out a session with all its rows, as if it had never come. */
export async function forgetSession(id: string): Promise<void> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open('playhead'))
  try {
    const tables = ['documents', 'notes', 'segmentIndex', 'segmentBytes']
    const tx = database.transaction([...tables, 'sessions', 'views'], 'readwrite')
    const row = await done(tx.objectStore('sessions').get(id))
    if (row === undefined) return
    const range = IDBKeyRange.bound([row.log], [row.log, []])
    await Promise.all([
      ...tables.map((table) => done(tx.objectStore(table).delete(range))),
      done(tx.objectStore('views').delete(row.log)),
      done(tx.objectStore('sessions').delete(id)),
    ])
  } finally {
    database.close()
  }
}

/**
 * What a staged export holds: its size, and the SHA-256 of what it unpacks to, but
 * for the time when it was written and the last checksum, which covers that time.
 */
export async function stagedExport(name: string): Promise<{ readonly size: number; readonly sha256: string }> {
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle('staging', { create: true })
  const file = await (await folder.getFileHandle(name)).getFile()
  const text = await new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text()
  const sum = text.lastIndexOf('"sha256":"')
  const time = /"writtenAt":\d+/.exec(text)
  if (sum < 0 || time === null) throw new Error('the file does not tell when it was written')
  const timeless = text.slice(0, time.index) + text.slice(time.index + time[0].length, sum) + text.slice(sum + '"sha256":""'.length + 64)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(timeless)))
  return { size: file.size, sha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') }
}
