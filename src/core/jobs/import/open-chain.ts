import type { ArchivePart } from '../../archive'
import { applyDelta, orderDeltas, verifiedParts } from '../../delta'
import { AppError } from '../../errors'
import type { JobContext } from '../job-context'
import type { StagedImport } from '../job-state'
import { openGrownBase } from './grown-base'
import { deltaOf } from './sort-files'
import type { ChainBase, ChainDelta, ImportSource } from './source'
import type { StagedReader } from './staged-reader'

/**
 * Files of one chain as the file that comes of applying them: with their full
 * file, or with what an earlier import of it brought. Throws `delta/*`,
 * `archive/delta` where there is neither.
 */
export async function openChain(
  context: JobContext,
  reader: StagedReader,
  files: readonly StagedImport[],
): Promise<Omit<ImportSource, 'read'> & { parts(): AsyncGenerator<ArchivePart> }> {
  const found: ChainDelta[] = []
  const fulls: StagedImport[] = []
  for (const file of files) {
    const delta = await deltaOf(reader, file)
    if (delta === undefined) fulls.push(file)
    else found.push({ file, delta })
  }
  const [first] = found.map(({ delta }) => delta).sort((a, b) => a.number - b.number)
  const [full, other] = fulls
  if (first === undefined) throw new AppError('internal', { why: 'files were given together that are no chain' })
  if (other !== undefined) throw new AppError('delta/two-fulls', { number: first.number })
  const base: ChainBase =
    full === undefined
      ? await openGrownBase(context, reader, found, first)
      : { sha256: full.sha256 ?? first.base, read: () => reader.read(full) }
  const deltas = orderDeltas(base.sha256, found)
  const result = deltas.at(-1)?.delta.result ?? base.sha256
  const applied = (): AsyncIterable<ArchivePart> =>
    deltas.reduce<AsyncIterable<ArchivePart>>((before, { file }) => applyDelta(before, reader.read(file)), base.read())
  const others = (base.others ?? []).flatMap(({ id, createdAt, imported }) =>
    imported?.file === undefined ? [] : [{ createdAt, sum: { id, ...imported.file.sum, chunks: [] } }],
  )
  return {
    full: first.full,
    ...(base.others && { others: base.others }),
    parts: () => verifiedParts(context.env, applied(), result, others),
  }
}
