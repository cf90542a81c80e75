import type { Env } from '../../env'
import { AppError } from '../../errors'
import type { Bytes } from '../bytes'
import { isRecord } from '../check'
import type { ArchiveLimits } from '../limits'
import { linesOf } from '../lines'
import type { ArchivePart } from '../parts'
import { gather, readObject } from '../read-object'
import { createUtf8Decoder } from '../utf8'
import { parseText } from './parse-text'
import { readYamlLayout } from './read-layout'
import { isYamlLayout } from './scan'

/** Levels that the document has around an entry's data. */
const OUTER_LEVELS = 20

/**
 * Reads an archive in YAML: in the writer's layout as a stream, else in one piece
 * (SPEC: R3). `open` gives the document from its beginning, as often as it is asked.
 */
export async function* readYaml(
  env: Pick<Env, 'sha256'>,
  open: () => AsyncIterable<Bytes>,
  limits: ArchiveLimits,
): AsyncGenerator<ArchivePart> {
  if (await isYamlLayout(open(), limits.line)) {
    yield* readYamlLayout(env, linesOf(open(), limits.line), limits)
    return
  }
  const text = createUtf8Decoder()(await gather(open(), limits.whole), 0).replace(/^\ufeff/, '')
  const { value, fault } = parseText(text, limits, OUTER_LEVELS, 'the document')
  if (fault !== undefined) throw new AppError('archive/bad-yaml', { at: `line ${fault.line}, column ${fault.column}`, why: fault.why })
  // A document that was cut between two lines is YAML still.
  if (isRecord(value) && value.summary === undefined) throw new AppError('archive/truncated', { at: `line ${text.split('\n').length}` })
  yield* readObject(env, value, limits)
}
