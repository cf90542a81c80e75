import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ArchiveSource, Bytes } from '../core/archive'
import { AppError } from '../core/errors'
import type { Io } from './io'
import { systemReason } from './system-reason'

/** A file that can be read as often as needed. */
export interface InputFile extends ArchiveSource {
  /** Bytes. */
  readonly size: number
}

/** Stands for standard input. */
const STDIN = '-'

/**
 * Calls `work` with the file, or with what standard input gives, which is kept on
 * disk meanwhile: a file is read more than once, and may be larger than memory.
 * Rejects with `cli/unreadable`.
 */
export async function withInput<T>(io: Io, name: string, work: (file: InputFile) => Promise<T>): Promise<T> {
  if (name !== STDIN) return work(await fileAt(name, name))
  const folder = await mkdtemp(join(tmpdir(), 'playhead-'))
  try {
    const path = join(folder, 'input')
    await pipeline(io.stdin, createWriteStream(path, { mode: 0o600 }), { signal: io.signal })
    return await work(await fileAt(path, 'standard input'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Calls `work` with all of the files. Throws `cli/usage` where more than one is standard input. */
export function withInputs<T>(io: Io, names: readonly string[], work: (files: readonly InputFile[]) => Promise<T>): Promise<T> {
  if (names.filter((name) => name === STDIN).length > 1)
    throw new AppError('cli/usage', { why: 'only one of the files can be standard input' })
  const open = (opened: readonly InputFile[]): Promise<T> => {
    const name = names[opened.length]
    return name === undefined ? work(opened) : withInput(io, name, (file) => open([...opened, file]))
  }
  return open([])
}

async function fileAt(path: string, name: string): Promise<InputFile> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) throw new AppError('cli/unreadable', { file: name, why: 'it is a folder' })
    return { size: found.size, read: () => chunksOf(path, name) }
  } catch (error) {
    throw unreadable(error, name)
  }
}

async function* chunksOf(path: string, name: string): AsyncGenerator<Bytes> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      // Not as Node's buffers, whose methods are not all those of the arrays that they pass for.
      yield new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length)
    }
  } catch (error) {
    throw unreadable(error, name)
  }
}

function unreadable(error: unknown, file: string): unknown {
  const why = systemReason(error)
  return why === undefined ? error : new AppError('cli/unreadable', { file, why }, error)
}
