import { AppError } from '../errors'
import { applyPatch, diffJson, type Patch, type PatchOp, pointerKeys, pointerOf } from '../timeline'
import { isJsonObject, type Json, type JsonObject } from '../value'
import type { Place, Sanitizer } from './sanitizer'

/**
 * Sanitizes the state of sources so that replaying what it gives is the same
 * as sanitizing what was replayed: it keeps each source's value, as recorded
 * and as sanitized, and derives patches from the sanitized values. Entries of a
 * source come in order; `source` must name it uniquely in the pass.
 */
export interface StateSanitizer {
  keyframe(source: string, value: Json, at: Place): Json
  /** A change, or a part of a keyframe. */
  patch(source: string, patch: Patch, at: Place): Patch
  /** From here to its next keyframe the value of a source is not known. */
  forget(source: string): void
}

interface Held {
  raw: Json
  clean: Json
}

export function createStateSanitizer(sanitizer: Sanitizer): StateSanitizer {
  const sources = new Map<string, Held>()

  /** The value after `patch`, or undefined where it does not fit: the session is damaged there. */
  function applied(held: Held, patch: Patch): Json | undefined {
    try {
      return applyPatch(held.raw, patch)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      // Replaying it will say so too. Until the next keyframe its patches are sanitized one by one.
      return undefined
    }
  }

  return {
    keyframe(source, value, at) {
      const clean = sanitizer.sanitizeState(value, at)
      sources.set(source, { raw: value, clean })
      return clean
    },
    patch(source, patch, at) {
      const held = sources.get(source)
      const raw = held === undefined ? undefined : applied(held, patch)
      if (held === undefined || raw === undefined) {
        sources.delete(source)
        return patch.map((step) => loosely(step, sanitizer, at))
      }
      const before = held.clean
      held.raw = raw
      held.clean = sanitizer.sanitizeState(raw, at)
      return diffJson(before, held.clean)
    },
    forget: (source) => {
      sources.delete(source)
    },
  }
}

/** A step of a patch whose state is not known: the names on its path are all there is to go by. */
function loosely(step: PatchOp, sanitizer: Sanitizer, at: Place): PatchOp {
  const keys = pathKeys(step.path)
  if (step.op === 'remove') return { op: 'remove', path: pointerOf(keys.map((key) => sanitizer.sanitizeKey(key, at))) }
  // The value in objects of its path, so that names decide as they would in the state.
  const nested = keys.reduceRight<Json>((value, key): JsonObject => Object.fromEntries([[key, value]]), step.value)
  let clean = sanitizer.sanitizeJson(nested, at)
  const path: string[] = []
  while (path.length < keys.length) {
    const [key] = isJsonObject(clean) && !isMarker(clean) ? Object.keys(clean) : []
    if (key === undefined || !isJsonObject(clean)) break
    clean = clean[key] ?? null
    path.push(key)
  }
  return { op: path.length < keys.length ? 'replace' : step.op, path: pointerOf(path), value: clean }
}

function isMarker(json: JsonObject): boolean {
  return json.$ === 'redacted'
}

function pathKeys(path: string): readonly string[] {
  try {
    return pointerKeys(path)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // A malformed pointer fits no state; as one key it is still looked at.
    return [path]
  }
}
