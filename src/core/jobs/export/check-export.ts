import {
  type ArchiveFormat,
  type ArchiveSource,
  archiveLimits,
  type Bytes,
  type Compression,
  createByteSum,
  gunzip,
  readArchive,
} from '../../archive'
import { AppError } from '../../errors'
import type { JobContext } from '../job-context'
import type { SessionSanitizer } from './sanitizing'

/** A staged file, and what it has to be. */
export interface FinishedFile {
  /** In the staging area. */
  readonly file: string
  readonly format: ArchiveFormat
  readonly compression: Compression
  readonly entries: number
  /** Over its bytes as they were before they were packed. */
  readonly sum: string
}

/**
 * Reads the staged file back: it has to be what was written, to the last byte, and
 * to hold nothing that the sanitizer should have removed. Gives its size.
 */
export async function checkExport(context: JobContext, sanitizer: SessionSanitizer, finished: FinishedFile): Promise<number> {
  const { staging, signal } = context
  const { format, entries: total } = finished
  const staged = await staging.open(finished.file)
  let done = 0
  await context.update({ phase: 'check', progress: { done, total: staged.size }, entries: { done: 0, total } })
  const source: ArchiveSource = {
    async *read() {
      // Read again from the beginning when something is wrong with it.
      done = 0
      for await (const chunk of staged.read()) {
        signal.throwIfAborted()
        done += chunk.length
        context.progress({ progress: { done, total: staged.size }, entries: { done: Math.round((total * done) / staged.size), total } })
        yield chunk
      }
    },
  }
  if (format === 'json') await checkText(context, sanitizer, finished, source)
  else await checkParts(context, sanitizer, finished, source)
  signal.throwIfAborted()
  return staged.size
}

/** A document whose values stand in it as they are: its lines are looked at, and its bytes summed. */
async function checkText(
  { env }: JobContext,
  sanitizer: SessionSanitizer,
  { compression, sum: expected }: FinishedFile,
  source: ArchiveSource,
): Promise<void> {
  const sum = createByteSum(env)
  const scan = createTextScan(sanitizer)
  for await (const chunk of compression === 'none' ? source.read() : gunzip(source, archiveLimits)) {
    await sum.add(chunk)
    scan.take(chunk)
  }
  scan.end()
  if ((await sum.finish()) !== expected) throw new AppError('internal', { why: 'the file is not what was written' })
}

/** Any other: read as every reader does, who compares its checksums. */
async function checkParts(
  { env }: JobContext,
  sanitizer: SessionSanitizer,
  { entries: expected }: FinishedFile,
  source: ArchiveSource,
): Promise<void> {
  let entries = 0
  for await (const part of readArchive(env, source, { deltas: true })) {
    if (part.part === 'entries') {
      entries += part.entries.length
      for (const entry of part.entries) sanitizer.scan(`entry ${entry.seq}`, entry)
    } else sanitizer.scan(`the ${part.part}`, part)
  }
  if (entries !== expected) throw new AppError('internal', { why: `${entries} of ${expected} entries were written` })
}

/** Looks at the lines of a JSON document, wherever its pieces are cut. */
function createTextScan(sanitizer: SessionSanitizer) {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let number = 0
  let held = ''
  return {
    take(bytes: Bytes): void {
      const lines = decoder.decode(bytes, { stream: true }).split('\n')
      const rest = lines.pop() ?? ''
      for (const line of lines) {
        sanitizer.scanLine(++number, held + line)
        held = ''
      }
      held += rest
    },
    end(): void {
      sanitizer.scanLine(number + 1, held + decoder.decode())
    },
  }
}
