import type { Bytes } from '../../../src/core/archive'
import { type Format, formats, joined, type Level, type LevelName, type Look, type ReadableBytes, writeFile } from './archive-formats'
import { generatedRecording, type Recording, recordingIn } from './recording-document'

export interface Written {
  /** Milliseconds. */
  readonly time: number
  readonly bytes: number
}

/** What the archive benches have done in Node and in a page. Formats are called by name. */
export interface ArchiveWork {
  /** Takes the one session of a document into memory. Gives how many entries it has. */
  take(document: string): Promise<number>
  /** Takes so many generated entries into memory. */
  generate(entries: number): Promise<number>
  /** Writes what was taken, from entries in memory to a file in memory. */
  write(format: string, level: LevelName): Promise<Written>
  /** Reads what was last written so. Gives milliseconds. */
  read(format: string, level: LevelName): Promise<number>
  /**
   * The most that writing, or reading, held at one time beyond what was there before, in megabytes: heap and buffers
   * after a forced collection, whenever another megabyte has passed; of what is done at once, after each of its steps.
   */
  held(format: string, level: LevelName, what: 'write' | 'read'): Promise<number>
}

export interface WorkPlace {
  readonly levels: readonly Level[]
  /** What is in use after a forced collection, in bytes, the buffers with it. */
  used(): number
  unpack(bytes: Bytes): Promise<Bytes>
}

export function createArchiveWork({ levels, used, unpack }: WorkPlace): ArchiveWork {
  let recording: Recording | undefined
  const files = new Map<string, ReadableBytes>()

  function keep(taken: Recording): number {
    files.clear()
    recording = taken
    return taken.entries.length
  }

  function taken(): Recording {
    if (recording === undefined) throw new Error('No session was taken')
    return recording
  }

  function fileOf(format: string, level: LevelName): ReadableBytes {
    const file = files.get(`${format} ${level}`)
    if (file === undefined) throw new Error(`${format} was not written ${level}`)
    return file
  }

  return {
    async take(document) {
      const bytes = new TextEncoder().encode(document)
      return keep(await recordingIn({ read: () => once(bytes) }))
    },
    async generate(entries) {
      return keep(generatedRecording(entries))
    },
    async write(format, level) {
      const begun = performance.now()
      const chunks: Bytes[] = []
      for await (const chunk of writeFile(named(formats, format), named(levels, level), taken(), blind)) chunks.push(chunk)
      const time = performance.now() - begun
      const file = await joined(each(chunks))
      files.set(`${format} ${level}`, { file, plain: level === 'plain' ? async () => file : () => unpack(file) })
      return { time, bytes: file.length }
    },
    async read(format, level) {
      const file = fileOf(format, level)
      const begun = performance.now()
      const entries = await named<Format>(formats, format).read(file, blind)
      const time = performance.now() - begun
      if (entries !== taken().entries.length) throw new Error(`${format} gave ${entries} entries back`)
      return time
    },
    async held(format, level, what) {
      const { look, most } = createScales(used)
      if (what === 'read') await named<Format>(formats, format).read(fileOf(format, level), look)
      else await drained(writeFile(named(formats, format), named(levels, level), taken(), look))
      return most()
    },
  }
}

function blind(): void {
  // Whoever measures time does not look.
}

/** How much more is held than when it began, whenever a megabyte has passed. */
function createScales(used: () => number): { readonly look: Look; readonly most: () => number } {
  const base = used()
  let most = 0
  let waiting = 0
  return {
    look(passed) {
      waiting += passed
      if (waiting < 1e6) return
      waiting = 0
      most = Math.max(most, used() - base)
    },
    most: () => most / 1e6,
  }
}

function named<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const found = all.find((one) => one.name === name)
  if (found === undefined) throw new Error(`There is no ${name}`)
  return found
}

/** Files go to a disk: nobody keeps their chunks. */
async function drained(chunks: AsyncIterable<Bytes>): Promise<void> {
  const iterator = chunks[Symbol.asyncIterator]()
  let next = await iterator.next()
  while (next.done !== true) next = await iterator.next()
}

async function* once(bytes: Bytes): AsyncGenerator<Bytes> {
  yield bytes
}

async function* each(chunks: readonly Bytes[]): AsyncGenerator<Bytes> {
  yield* chunks
}
