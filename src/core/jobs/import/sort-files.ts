import type { ArchiveDelta } from '../../archive'
import { AppError } from '../../errors'
import type { JobContext } from '../job-context'
import { type ImportRequest, newJob, type StagedImport } from '../job-state'
import { createStagedReader, type StagedReader } from './staged-reader'

/** A file as far as it matters for what it belongs to. */
export interface SortedFile {
  readonly staged: StagedImport
  /** Of a delta. */
  readonly delta?: ArchiveDelta | undefined
}

/**
 * Makes of a job with several files one for each full file and the deltas of its
 * chain: what belongs together comes in together, and a file that is wrong stops
 * no other. The job keeps the first; who takes over the rest is known before they
 * do, so a restart goes on with that.
 */
export async function divide(context: JobContext, request: ImportRequest): Promise<ImportRequest> {
  const { id, createdAt, siblings } = context.job()
  if (siblings === undefined && request.files.length > 1) {
    const [files = [], ...others] = unitsOf(await look(context, request))
    if (request.clear === true && others.length > 0) throw new AppError('import/several')
    await context.update({ request: { ...request, files }, siblings: others })
  }
  const left = context.job().siblings ?? []
  for (const [at, files] of left.entries()) {
    await context.add({ ...newJob(`${id}-${at + 2}`, { ...request, files }, createdAt), siblings: [] })
  }
  if (left.length > 0) await context.update({ siblings: [] })
  const now = context.job().request
  return now.kind === 'import' ? now : request
}

/** Reads the headers; of full files that deltas came with, also what they are known by. */
async function look(context: JobContext, request: ImportRequest): Promise<readonly SortedFile[]> {
  const reader = createStagedReader(context, request)
  await reader.begin('sort')
  const headers: SortedFile[] = []
  for (const staged of request.files) headers.push({ staged, delta: await unlessWrong(context, () => deltaOf(reader, staged)) })
  if (headers.every(({ delta }) => delta === undefined)) return headers
  const files: SortedFile[] = []
  for (const file of headers) {
    const sha256 = file.delta === undefined ? await unlessWrong(context, () => checksumOf(reader, file.staged)) : undefined
    files.push({ ...file, staged: { ...file.staged, ...(sha256 !== undefined && { sha256 }) } })
  }
  return files
}

/** What is wrong with a file its own job tells. */
async function unlessWrong<T>({ signal }: JobContext, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof AppError && error.code.startsWith('archive/')) return undefined
    throw error
  }
}

export async function deltaOf(reader: StagedReader, file: StagedImport): Promise<ArchiveDelta | undefined> {
  for await (const part of reader.read(file)) return part.part === 'header' ? part.header.delta : undefined
  return undefined
}

async function checksumOf(reader: StagedReader, file: StagedImport): Promise<string | undefined> {
  let sha256: string | undefined
  for await (const part of reader.read(file)) if (part.part === 'end') sha256 = part.summary.sha256
  return sha256
}

/** Files that belong together, in the order of the first of each. */
export function unitsOf(files: readonly SortedFile[]): readonly (readonly StagedImport[])[] {
  const units = new Map<string, StagedImport[]>()
  for (const [at, { staged, delta }] of files.entries()) {
    const key = delta?.full ?? chainOf(files, staged.sha256) ?? `file ${at}`
    units.set(key, [...(units.get(key) ?? []), staged])
  }
  return [...units.values()]
}

/** The chain that a full file is in: at its beginning, or where a delta leads to it or goes on from it. */
function chainOf(files: readonly SortedFile[], sha256: string | undefined): string | undefined {
  if (sha256 === undefined) return undefined
  return files.find(({ delta }) => delta && [delta.full, delta.base, delta.result].includes(sha256))?.delta?.full
}
