import { type ArchivePart, type ReadOptions, readArchive } from '../core/archive'
import type { InputFile } from './input'
import type { Io } from './io'

const PROGRESS_MILLISECONDS = 200

/**
 * The parts of a session file. While they are read, standard error tells how far
 * it is, if it is a terminal and nothing else is printed meanwhile. Rejects with `archive/*`.
 */
export async function* readFile(io: Io, file: InputFile, options: Pick<ReadOptions, 'deltas'> = {}): AsyncGenerator<ArchivePart> {
  let read = 0
  let toldAt = io.env.monotonic()
  let isTold = false
  const counted = async function* () {
    // Read again from the beginning when something is wrong with it.
    read = 0
    for await (const chunk of file.read()) {
      io.signal.throwIfAborted()
      read += chunk.length
      yield chunk
    }
  }
  const quiet = io.stderr.isTTY !== true || io.stdout.isTTY === true
  try {
    for await (const part of readArchive(io.env, { read: counted }, options)) {
      io.signal.throwIfAborted()
      if (!quiet && io.env.monotonic() - toldAt >= PROGRESS_MILLISECONDS) {
        io.stderr.write(`\r${Math.floor((100 * read) / Math.max(1, file.size))} %`)
        toldAt = io.env.monotonic()
        isTold = true
      }
      yield part
    }
  } finally {
    if (isTold) io.stderr.write('\r      \r')
  }
}
