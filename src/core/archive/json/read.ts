import type { Env } from '../../env'
import { type Bytes, peekBytes } from '../bytes'
import type { ArchiveLimits } from '../limits'
import { linesOf } from '../lines'
import type { ArchivePart } from '../parts'
import { gather, readObject } from '../read-object'
import { headerOfLine } from './layout'
import { parseJson } from './parse-whole'
import { readLayout } from './read-layout'

const LINE_FEED = 10
/** More than the header of an archive has. */
const HEADER = 4096

/** Reads an archive in JSON: in the writer's layout as a stream, else in one piece (SPEC: R3). */
export async function* readJson(
  env: Pick<Env, 'sha256'>,
  open: () => AsyncIterable<Bytes>,
  limits: ArchiveLimits,
): AsyncGenerator<ArchivePart> {
  const { head, all } = await peekBytes(open(), HEADER)
  try {
    yield* headerOfLine(firstLine(head)) === undefined
      ? readObject(env, parseJson(await gather(all, limits.whole)), limits)
      : readLayout(env, linesOf(all, limits.line), limits)
  } finally {
    await all.return()
  }
}

/** The first line as text; its bytes beyond ASCII are not told apart, as only its frame matters here. */
function firstLine(head: Uint8Array): string {
  const end = head.indexOf(LINE_FEED)
  return end < 0 ? '' : Array.from(head.subarray(0, end), (byte) => String.fromCharCode(byte)).join('')
}
