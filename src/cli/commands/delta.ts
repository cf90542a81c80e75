import { type ArchivePart, type Bytes, createSessionReader, type WriteFormat, writeArchive } from '../../core/archive'
import { createCheckpointMaker, type DeltaPlan, deltaSessions, planDelta } from '../../core/delta'
import { AppError } from '../../core/errors'
import type { Command } from '../command'
import { openFile, type ReadableFile } from '../file-parts'
import { type InputFile, withInputs } from '../input'
import type { Io } from '../io'
import { writeOutput } from '../output'
import { outputOf, outputOption, writingDefaults, writingHelp, writingOf, writingOptions } from '../writing'

export const delta: Command = {
  usage: 'delta BASE NEW -o OUT [--format FORMAT] [--gzip[=LEVEL]]',
  summary: 'Write what came after a session file: what NEW has more than BASE.',
  help: `
BASE is a full file; NEW is a full file of the same sessions, exported later in
the same way. OUT holds only what came after: entries, changed names, notes, pins,
sessions that are new, and which are gone. A session whose beginning is not as it was
in BASE is in OUT as a whole. Where BASE still shows what is redacted in NEW, it is
refused: share NEW instead, and see to it that nobody keeps BASE.

playhead apply makes NEW of BASE and OUT again, byte for byte.

  -o OUT, --output OUT   where to write it; - for standard output
${writingHelp}

  playhead delta monday.json tuesday.json -o tuesday.delta.gz --gzip`,
  options: { ...writingOptions, ...outputOption },
  optional: writingDefaults,
  files: { least: 2, most: 2 },
  async run(given, io) {
    const { format, gzip } = writingOf(given)
    const out = outputOf(given)
    await withInputs(io, given.files, async (inputs) => {
      const maker = createCheckpointMaker(io.env)
      await openFull(io, inputs[0], maker.take)
      const now = await openFull(io, inputs[1])
      const plan = await planDelta(io.env, now.read, [{ name: given.files[0] ?? '', checkpoint: maker.checkpoint() }])
      const written: WriteFormat = format === 'msgpack' ? { format, chunks: plan.chunks } : { format }
      await writeOutput(io, out, writeDelta(io, now, plan, written), gzip)
    })
    return 0
  },
}

async function* writeDelta(io: Io, { summary, read }: ReadableFile, plan: DeltaPlan, format: WriteFormat): AsyncGenerator<Bytes> {
  const reader = createSessionReader(read())
  try {
    const header = { ...(await reader.header()), delta: plan.delta }
    yield* writeArchive(io.env, header, deltaSessions(reader.sessions(), plan), () => summary.redaction, format)
  } finally {
    await reader.close()
  }
}

/** A file that is whole by itself. Rejects with `archive/delta`. */
async function openFull(io: Io, input: InputFile | undefined, take?: (part: ArchivePart) => Promise<void>): Promise<ReadableFile> {
  if (input === undefined) throw new AppError('cli/usage', { why: 'a file is missing' })
  const file = await openFile(io, input, take)
  if (file.header.delta !== undefined) throw new AppError('archive/delta', { number: file.header.delta.number })
  return file
}
