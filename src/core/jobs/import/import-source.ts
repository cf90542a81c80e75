import type { ArchivePart } from '../../archive'
import type { JobContext } from '../job-context'
import type { ImportRequest, JobPhase } from '../job-state'
import { deltaOf } from './sort-files'
import type { ImportSource } from './source'
import { createStagedReader, type StagedReader } from './staged-reader'

/** Throws `delta/*`, `archive/*`. */
export async function openSource(context: JobContext, request: ImportRequest): Promise<ImportSource> {
  const reader = createStagedReader(context, request)
  const [file] = request.files
  const isChain = file === undefined || request.files.length > 1 || (await deltaOf(reader, file)) !== undefined
  if (!isChain) return { read: (phase) => walk(reader, phase, () => reader.read(file)) }
  // Loaded by those who have any.
  const { openChain } = await import('./open-chain')
  const { parts, ...chain } = await openChain(context, reader, request.files)
  return { ...chain, read: (phase) => walk(reader, phase, parts) }
}

async function* walk(reader: StagedReader, phase: JobPhase, parts: () => AsyncGenerator<ArchivePart>): AsyncGenerator<ArchivePart> {
  await reader.begin(phase)
  let entries = 0
  for await (const part of parts()) {
    if (part.part === 'entries') entries += part.entries.length
    yield part
    reader.tell(entries)
  }
}
