import { type ArchivePart, rewriteArchive } from '../../core/archive'
import { choosingHelp, choosingOf, choosingOptions, presetOf } from '../choosing'
import type { Command } from '../command'
import { withInput } from '../input'
import type { Io } from '../io'
import { writeOutput } from '../output'
import { readFile } from '../read-file'
import { planParts, selectParts } from '../select-parts'
import { tellUnverified } from '../unverified'
import { writingDefaults, writingHelp, writingOf, writingOptions } from '../writing'

export const convert: Command = {
  usage: 'convert IN OUT [--format FORMAT] [--gzip[=LEVEL]] [--preset NAME] [--include PARTS] [--from TIME] [--to TIME]',
  summary: 'Write a session file anew: in another format, compressed, or only a part of it.',
  help: `
Reads any session file, also one that another tool formatted, checks it, and
writes its sessions in Playhead's own layout. What the file says of its writing and
redaction stays. It is not sanitized by this: see playhead sanitize.

OUT appears when it is complete; until then, and if anything fails, what was there
stays. It may be IN itself, or - for standard output.
${writingHelp}
${choosingHelp}

  playhead convert bug.session.json.gz bug.json
  playhead convert bug.json bug.session.msgpack.gz --format msgpack --gzip=small
  playhead convert bug.json part.json --include state --from +10 --to +12.5
  playhead convert bug.json last.yaml --format yaml --without history,event`,
  options: { ...writingOptions, ...choosingOptions },
  optional: writingDefaults,
  files: { least: 2, most: 2 },
  async run(given, io) {
    const [from = '', to = ''] = given.files
    const preset = presetOf(given)
    const { format, gzip } = writingOf(given, preset)
    const choice = choosingOf(given, preset)
    await withInput(io, from, async (file) => {
      const read = () => readFile(io, file)
      const plan = await planParts(read, choice, format === 'msgpack')
      const parts = selectParts(watched(io, from, read()), choice, plan)
      await writeOutput(io, to, rewriteArchive(io.env, parts, format === 'msgpack' ? { format, chunks: plan.chunks } : { format }), gzip)
    })
    return 0
  },
}

async function* watched(io: Io, name: string, parts: AsyncIterable<ArchivePart>): AsyncGenerator<ArchivePart> {
  for await (const part of parts) {
    if (part.part === 'end' && !part.verified) tellUnverified(io, name === '-' ? 'standard input' : name)
    yield part
  }
}
