import type { Entry } from '../../../core/model'
import { createEntrySanitizer, createResidualScan, createSanitizer } from '../../../core/sanitize'
import { applyPatch } from '../../../core/timeline'
import type { Json } from '../../../core/value'

/** An entry to be copied, with the states around it where it changed one and they are known. */
export interface CopySubject {
  readonly entry: Entry
  readonly before?: Json | undefined
  readonly after?: Json | undefined
}

/**
 * The same as an export would write it. Throws `sanitize/rule-failed` or
 * `sanitize/residual`; then nothing is to be copied.
 */
export function maskedSubject({ entry, before, after }: CopySubject): CopySubject {
  const sanitizer = createSanitizer()
  const clean = createEntrySanitizer(sanitizer)
  const scan = createResidualScan()
  // A patch is sanitized by what it does to the state, so the state has to be there first.
  const state = before === undefined ? undefined : cleanState(clean, entry, before)
  const masked = clean(entry)
  scan('entry', masked)
  const subject: CopySubject = { entry: masked, before: state, after: after && sanitizedAfter(masked, state, after, clean) }
  for (const value of [subject.before, subject.after]) if (value !== undefined) scan('state', value)
  return subject
}

function cleanState(clean: (entry: Entry) => Entry, { document, source, n, seq, t }: Entry, value: Json): Json | undefined {
  const keyframe = clean({ kind: 'state', type: 'keyframe', data: { value, why: 'derived' }, document, source, n, seq, t })
  return keyframe.kind === 'state' && keyframe.type === 'keyframe' ? keyframe.data.value : undefined
}

function sanitizedAfter(masked: Entry, before: Json | undefined, after: Json, clean: (entry: Entry) => Entry): Json | undefined {
  if (before !== undefined && masked.kind === 'state' && masked.type === 'change') return applyPatch(before, masked.data.patch)
  return cleanState(clean, masked, after)
}
