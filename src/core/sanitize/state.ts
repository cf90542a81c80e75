import { AppError } from '../errors'
import { applyPatch, type Patch, type PatchOp } from '../timeline'
import { childAt, type Json } from '../value'
import { pathKeys } from './loose-step'
import type { Place, Sanitizer } from './sanitizer'
import type { ParentBefore } from './steps'

/**
 * Sanitizes the state of sources so that replaying what it gives is the same
 * as sanitizing what was replayed. It keeps each source's value as recorded,
 * and gives for each step what it does to that value as sanitized. Entries of a
 * source come in order; `source` must name it uniquely in the pass.
 */
export interface StateSanitizer {
  keyframe(source: string, value: Json, at: Place): Json
  /** A change, or a part of a keyframe. */
  patch(source: string, patch: Patch, at: Place): Patch
  /** What a source holds now; nothing is given for it. */
  hold(source: string, value: Json): void
  /** From here to its next keyframe the value of a source is not known. */
  forget(source: string): void
}

interface Held {
  value: Json
  /** Copies that are ours alone, changed in place. */
  readonly owned: WeakSet<object>
}

export function createStateSanitizer(sanitizer: Sanitizer): StateSanitizer {
  const sources = new Map<string, Held>()

  function hold(source: string, value: Json): void {
    sources.set(source, { value, owned: new WeakSet() })
  }

  return {
    hold,
    keyframe(source, value, at) {
      hold(source, value)
      return sanitizer.sanitizeJson(value, at)
    },
    patch(source, patch, at) {
      const out: PatchOp[] = []
      for (const step of patch) {
        const held = sources.get(source)
        const place = held === undefined ? undefined : placeOf(held.value, step.path)
        if (held === undefined || place === undefined || !applied(held, step)) {
          sources.delete(source)
          out.push(sanitizer.sanitizeLooseStep(step, at))
        } else out.push(...sanitizer.sanitizeStep({ step, root: held.value, ...place }, at))
      }
      // What changes nothing any more is still the same patch.
      return out.length === patch.length && out.every((step, at) => sameStep(step, patch[at])) ? patch : out
    },
    forget: (source) => {
      sources.delete(source)
    },
  }
}

function sameStep(a: PatchOp, b: PatchOp | undefined): boolean {
  return a.op === b?.op && a.path === b.path && (a.op === 'remove' || (b.op !== 'remove' && a.value === b.value))
}

/** False where the step does not fit: the session is damaged there, and replaying it will say so too. */
function applied(held: Held, step: PatchOp): boolean {
  try {
    held.value = applyPatch(held.value, [step], held.owned)
    return true
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // Until the next keyframe the steps are sanitized one by one.
    return false
  }
}

/** What a pointer finds, and what counts of the container that holds it; undefined for a pointer that leads nowhere. */
function placeOf(root: Json, path: string): { readonly old: Json | undefined; readonly parent: ParentBefore } | undefined {
  let parent: Json | undefined
  let at: Json | undefined = root
  for (const key of pathKeys(path)) {
    if (at === undefined) return undefined
    parent = at
    at = childAt(at, key)
  }
  return { old: at, parent: Array.isArray(parent) ? { length: parent.length, first: parent[0] } : {} }
}
