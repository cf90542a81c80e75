import { type ArchivePart, rewriteArchive } from '../../core/archive'
import { applyDelta, orderDeltas } from '../../core/delta'
import { AppError } from '../../core/errors'
import type { Command } from '../command'
import { openFile, type ReadableFile } from '../file-parts'
import { withInputs } from '../input'
import { writeOutput } from '../output'
import { countChunks } from '../select-parts'
import { outputOf, outputOption, writingDefaults, writingHelp, writingOf, writingOptions } from '../writing'

export const apply: Command = {
  usage: 'apply FULL DELTA… -o OUT [--format FORMAT] [--gzip[=LEVEL]]',
  summary: 'Make one full session file of a full one and the deltas that follow it.',
  help: `
The deltas may be given in any order: each says which file it follows. One that is
missing, is given twice, or was made after another file is named and refused, and
nothing is written. What comes of it is compared with what the deltas were made to
give, to the last byte.

  -o OUT, --output OUT   where to write it; - for standard output
${writingHelp}

  playhead apply monday.json tuesday.delta.gz wednesday.delta.gz -o now.json`,
  options: { ...writingOptions, ...outputOption },
  optional: writingDefaults,
  files: { least: 2, most: Number.POSITIVE_INFINITY },
  async run(given, io) {
    const { format, gzip } = writingOf(given)
    const out = outputOf(given)
    await withInputs(io, given.files, async (inputs) => {
      const files: ReadableFile[] = []
      for (const input of inputs) files.push(await openFile(io, input))
      const { full, deltas } = chainOf(files)
      const expected = deltas.at(-1)?.header.delta?.result
      const parts = () => deltas.reduce<AsyncIterable<ArchivePart>>((base, delta) => applyDelta(base, delta.read()), full.read())
      const chunks = format === 'msgpack' ? await countChunks(parts()) : []
      await writeOutput(io, out, rewriteArchive(io.env, parts(), format === 'msgpack' ? { format, chunks } : { format }, expected), gzip)
    })
    return 0
  },
}

/** The one full file, and the deltas as they follow it. Throws `cli/usage`, `delta/*`. */
function chainOf(files: readonly ReadableFile[]): { readonly full: ReadableFile; readonly deltas: readonly ReadableFile[] } {
  const [full, other] = files.filter(({ header }) => header.delta === undefined)
  if (full === undefined) throw new AppError('archive/delta', { number: files[0]?.header.delta?.number ?? 1 })
  if (other !== undefined) throw new AppError('cli/usage', { why: 'there is more than one full file: one is to be given, and deltas' })
  const deltas = files.flatMap((file) => (file.header.delta === undefined ? [] : [{ file, delta: file.header.delta }]))
  return { full, deltas: orderDeltas(full.summary.sha256, deltas).map(({ file }) => file) }
}
