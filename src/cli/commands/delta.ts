import { rewriteArchive } from '../../core/archive'
import { createCheckpointMaker, deltaParts, planDelta } from '../../core/delta'
import { AppError } from '../../core/errors'
import type { Command } from '../command'
import { openFile } from '../file-parts'
import { withInput } from '../input'
import { writeOutput } from '../output'
import { countChunks } from '../select-parts'
import { outputOf, outputOption, writingDefaults, writingHelp, writingOf, writingOptions } from '../writing'

export const delta: Command = {
  usage: 'delta BASE NEW -o OUT [--format FORMAT] [--gzip[=LEVEL]]',
  summary: 'Write what came after a session file: what NEW has more than BASE.',
  help: `
BASE is a full file; NEW is a full file of the same sessions, exported later in
the same way. OUT holds only what came after: entries, changed names, notes, pins,
sessions that are new, and which are gone. A session whose beginning is not as it was
in BASE, as after redacting something, is in OUT as a whole.

playhead apply makes NEW of BASE and OUT again, byte for byte.

  -o OUT, --output OUT   where to write it; - for standard output
${writingHelp}

  playhead delta monday.json tuesday.json -o tuesday.delta.gz --gzip`,
  options: { ...writingOptions, ...outputOption },
  optional: writingDefaults,
  files: { least: 2, most: 2 },
  async run(given, io) {
    const [base = '', now = ''] = given.files
    const { format, gzip } = writingOf(given)
    const out = outputOf(given)
    if (base === '-' && now === '-') throw new AppError('cli/usage', { why: 'only one of the files can be standard input' })
    await withInput(io, base, (baseFile) =>
      withInput(io, now, async (newFile) => {
        const maker = createCheckpointMaker(io.env)
        const { header } = await openFile(io, baseFile, maker.take)
        if (header.delta !== undefined) throw new AppError('archive/delta', { number: header.delta.number })
        const file = await openFile(io, newFile)
        if (file.header.delta !== undefined) throw new AppError('archive/delta', { number: file.header.delta.number })
        const plan = await planDelta(io.env, file.read(), maker.checkpoint())
        const parts = () => deltaParts(file.read(), plan)
        const chunks = format === 'msgpack' ? await countChunks(parts()) : []
        await writeOutput(io, out, rewriteArchive(io.env, parts(), format === 'msgpack' ? { format, chunks } : { format }), gzip)
      }),
    )
    return 0
  },
}
