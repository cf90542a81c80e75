import { createWriteStream } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Bytes } from '../core/archive'
import { AppError } from '../core/errors'
import type { Io } from './io'
import { systemReason } from './system-reason'

/** Stands for standard output. */
const STDOUT = '-'

/**
 * zlib's levels, measured on recordings of four apps: 3 is smaller than 1 and 2 at their speed, and
 * takes half the time of 7 for a third more or so; 7 is 0.4 to 2 % smaller than 6 at its speed; 9 takes
 * up to three times the time of 7 for 1 to 4 % less.
 */
const zlibLevels = { fast: 3, default: 7, small: 9 } as const

export type GzipLevel = keyof typeof zlibLevels

export const gzipLevels = Object.keys(zlibLevels) as readonly GzipLevel[]

/**
 * Writes a file, compressed if a level is given. It is there when all of it is on
 * the disk, and not before: what was at its place stays until then, and if anything
 * fails. Rejects with `cli/unwritable`.
 */
export async function writeOutput(io: Io, name: string, bytes: AsyncIterable<Bytes>, gzip?: GzipLevel): Promise<void> {
  const source = Readable.from(bytes, { objectMode: false })
  const through = gzip === undefined ? [] : [createGzip({ level: zlibLevels[gzip] })]
  if (name === STDOUT) {
    // Who called us goes on writing to it.
    await pipeline([source, ...through, io.stdout], { signal: io.signal, end: false })
    return
  }
  let folder: string | undefined
  try {
    // On the disk of its place, where renaming is one step.
    folder = await mkdtemp(join(dirname(name), `.${basename(name)}-`))
    const path = join(folder, 'output')
    await pipeline([source, ...through, createWriteStream(path, { flush: true })], { signal: io.signal })
    await rename(path, name)
  } catch (error) {
    const why = systemReason(error)
    throw why === undefined ? error : new AppError('cli/unwritable', { file: name, why }, error)
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }
}
