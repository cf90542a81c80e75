import type { Entry } from '../../../core/model'
import { type Pieces, partOf } from '../../../core/pieces'
import { createSanitizer, sanitizeEntry, scanInPieces } from '../../../core/sanitize'
import type { Json } from '../../../core/value'
import type { PathNames } from '../json-at'

/**
 * What is to be copied as an export would write it. Its work throws
 * `sanitize/rule-failed` or `sanitize/residual`; then nothing is to be copied.
 */
export interface Masking {
  /** Whether anything was hidden. */
  readonly hid: boolean
  entry(entry: Entry, before: Json | undefined): Pieces<Entry>
  /** What a pointer leads to in a recorded value, as it stands in the masked whole. */
  part(root: Json, pointer: string): Pieces<Json | undefined>
  text(text: string): string
  /** For paths to what was masked. */
  readonly names: PathNames
}

/** The share of the time that goes into masking; the rest goes into looking again. */
const MASKING = 0.6
const place = 'copy'

export function createMasking(): Masking {
  const sanitizer = createSanitizer()

  function* lookedThrough<T>(work: Pieces<T>): Pieces<T> {
    const masked = yield* partOf(work, 0, MASKING)
    yield* partOf(scanInPieces(place, masked), MASKING, 1)
    return masked
  }

  return {
    get hid() {
      return sanitizer.found > 0
    },
    entry: (entry, before) => lookedThrough(sanitizeEntry(sanitizer, entry, before)),
    part: (root, pointer) => lookedThrough(sanitizer.sanitizePart(root, pointer, place)),
    text: (text) => sanitizer.sanitizeText(text, 'text', place),
    names: {
      key: (key) => sanitizer.sanitizeKey(key, place),
      value: (key) => sanitizer.sanitizeJson(key, place),
    },
  }
}
