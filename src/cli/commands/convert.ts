import { type ArchivePart, rewriteArchive } from '../../core/archive'
import { AppError } from '../../core/errors'
import type { Command } from '../command'
import { withInput } from '../input'
import type { Io } from '../io'
import { type GzipLevel, gzipLevels, writeOutput } from '../output'
import { readFile } from '../read-file'

export const convert: Command = {
  usage: 'convert IN OUT [--gzip[=fast|default|small]]',
  summary: 'Write a session file anew: plain, or compressed.',
  help: `
Reads any session file, also one that another tool formatted, checks it, and
writes the same sessions in Playhead's own layout: one entry per line, so that
grep and diff work. What the file says of its writing and redaction stays.

OUT appears when it is complete; until then, and if anything fails, what was there
stays. It may be IN itself, or - for standard output.

  --gzip          compress it
  --gzip=fast     in less than half the time, some fifth larger
  --gzip=small    in three times the time, a fiftieth smaller

  playhead convert bug.session.json.gz bug.json
  playhead convert edited.json bug.session.json.gz --gzip=small`,
  options: { gzip: { type: 'string' } },
  optional: { gzip: 'default' },
  files: { least: 2, most: 2 },
  async run({ files: [from = '', to = ''], value }, io) {
    const level = value('gzip')
    if (level !== undefined && !isLevel(level)) {
      throw new AppError('cli/usage', { why: `“${level}” is no level: there are ${gzipLevels.join(', ')}` })
    }
    await withInput(io, from, (file) => writeOutput(io, to, rewriteArchive(io.env, watched(io, readFile(io, file))), level))
    return 0
  },
}

/** Says what the new file does not show any more: its own checksums are right. */
async function* watched(io: Io, parts: AsyncIterable<ArchivePart>): AsyncGenerator<ArchivePart> {
  for await (const part of parts) {
    if (part.part === 'end' && !part.verified) {
      io.stderr.write('Another tool rewrote the file: whether it is as it was exported, nobody can tell.\n')
    }
    yield part
  }
}

function isLevel(text: string): text is GzipLevel {
  return (gzipLevels as readonly string[]).includes(text)
}
