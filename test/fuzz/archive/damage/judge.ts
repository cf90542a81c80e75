import type { ArchivePart } from '../../../../src/core/archive'
import { AppError } from '../../../../src/core/errors'
import { joined, partsOf } from '../../../unit/archive/support'
import type { DamagedFile } from './cases'
import type { Original } from './originals'

/** `same`: read as exactly the original. `unverified`: taken as something else, and said to be vouched for by nothing. */
export interface Verdict {
  readonly is: 'refused' | 'same' | 'unverified' | 'fault'
  /** The code of a refusal, or what is wrong. */
  readonly why: string
}

const expected = new WeakMap<Original, string>()

/** Reads a damaged file and tells whether what came of it is right. */
export async function judge({ original, file, edited }: DamagedFile): Promise<Verdict> {
  let parts: readonly ArchivePart[]
  try {
    parts = joined(await partsOf(file))
  } catch (error) {
    return judgeRefusal(error)
  }
  const end = parts.at(-1)
  if (end?.part !== 'end') return { is: 'fault', why: 'it was read without an end' }
  const told = expected.get(original) ?? contentOf(original.parts)
  expected.set(original, told)
  if (end.verified) {
    if (edited) return { is: 'fault', why: 'what says that it was edited is said to be verified' }
    return contentOf(parts) === told ? { is: 'same', why: '' } : { is: 'fault', why: 'other content is said to be verified' }
  }
  // Right only where the file says so itself, or where all its members were sorted before.
  if (edited || !original.verified) return { is: 'unverified', why: '' }
  return { is: 'fault', why: 'it is taken without being verified' }
}

function judgeRefusal(error: unknown): Verdict {
  if (!(error instanceof AppError))
    return { is: 'fault', why: `it throws ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` }
  if (!error.code.startsWith('archive/')) return { is: 'fault', why: `it is refused as ${error.code}` }
  const places = Object.values(error.detail).filter((value) => value !== '' && value !== undefined)
  if (places.length === 0 && error.code !== 'archive/encrypted') return { is: 'fault', why: `${error.code} names no place` }
  return { is: 'refused', why: error.code }
}

/** What is read, as text; the order of an entry's own members means nothing, that of recorded ones does. */
function contentOf(parts: readonly ArchivePart[]): string {
  return JSON.stringify(
    parts.map((part) =>
      part.part === 'entries'
        ? part.entries.map(({ seq, document, n, t, kind, type, source, data }) => [seq, document, n, t, kind, type, source ?? null, data])
        : part,
    ),
  )
}
