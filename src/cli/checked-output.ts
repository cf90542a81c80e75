import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Bytes } from '../core/archive'
import { AppError } from '../core/errors'
import { type InputFile, withInput } from './input'
import type { Io } from './io'
import { type GzipLevel, writeOutput } from './output'
import { systemReason } from './system-reason'

/** Stands for standard output. */
const STDOUT = '-'

/**
 * As `writeOutput`, with a look at what was written: the file is at its place, or
 * its first byte on standard output, only after `check` read it and took it.
 */
export async function writeChecked(
  io: Io,
  name: string,
  bytes: AsyncIterable<Bytes>,
  gzip: GzipLevel | undefined,
  check: (written: InputFile) => Promise<void>,
): Promise<void> {
  const folder = await naming(name, () =>
    mkdtemp(name === STDOUT ? join(tmpdir(), 'playhead-') : join(dirname(name), `.${basename(name)}-`)),
  )
  const path = join(folder, 'written')
  try {
    await naming(name, () => writeOutput(io, path, bytes, gzip), path)
    await naming(name, () => withInput(io, path, check), path)
    if (name === STDOUT) await withInput(io, path, (file) => writeOutput(io, STDOUT, file.read()))
    else await naming(name, () => rename(path, name))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What fails of the file, by the name that whoever called us gave it. */
async function naming<T>(name: string, work: () => Promise<T>, path?: string): Promise<T> {
  const file = name === STDOUT ? 'standard output' : name
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError && error.detail.file === path && path !== undefined) {
      throw new AppError(error.code, { ...error.detail, file }, error)
    }
    const why = systemReason(error)
    throw why === undefined ? error : new AppError('cli/unwritable', { file, why }, error)
  }
}
