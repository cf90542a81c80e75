import { encodedRuns } from './signs'
import { NO_TEXT, nextOfText } from './utf8'

const SHORTEST = 32
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoder = new TextEncoder()

export interface HexRun {
  readonly start: number
  readonly end: number
  readonly decoded: string
}

/** Runs of 32 hex digits and more that stand for text; hashes and ids stand for none, which two digits tell nearly always. */
export function hexRuns(text: string): readonly HexRun[] {
  const out: HexRun[] = []
  for (let run = encodedRuns.next(text, 0); run !== undefined; run = encodedRuns.next(text, run.end + 1)) {
    let from = run.start
    while (from + SHORTEST <= run.end) {
      // From the back: where no hex stands, one look in many characters is enough.
      let at = from + SHORTEST - 1
      while (at >= from && valueAt(text, at) >= 0) at--
      if (at >= from) {
        from = at + 1
        continue
      }
      let end = from + SHORTEST
      while (end < run.end && valueAt(text, end) >= 0) end++
      const decoded = decodedHex(text, from, end)
      if (decoded !== undefined) out.push({ start: from, end, decoded })
      from = end + 1
    }
  }
  return out
}

/** `text` as UTF-8 in hex, in capitals when `like` is. */
export function encodedHex(text: string, like: string): string {
  const hex = Array.from(encoder.encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return /[A-F]/.test(like) ? hex.toUpperCase() : hex
}

const values = new Int8Array(128).fill(-1)
for (const [at, digit] of [...'0123456789abcdef'].entries()) {
  values[digit.charCodeAt(0)] = at
  values[digit.toUpperCase().charCodeAt(0)] = at
}

/** The number that `length` hex digits say, or -1 where others stand. */
export function hexValue(text: string, from: number, length: number): number {
  let value = 0
  for (let at = from; at < from + length; at++) {
    const digit = valueAt(text, at)
    if (digit < 0) return -1
    value = value * 16 + digit
  }
  return value
}

function valueAt(text: string, at: number): number {
  return values[text.charCodeAt(at)] ?? -1
}

/** Undefined for what is no UTF-8 or holds control characters. */
function decodedHex(text: string, from: number, to: number): string | undefined {
  if ((to - from) % 2 === 1) return undefined
  let more = 0
  for (let at = from; at < to; at += 2) {
    more = nextOfText(more, byteAt(text, at))
    if (more === NO_TEXT) return undefined
  }
  const bytes = new Uint8Array((to - from) / 2)
  for (let at = 0; at < bytes.length; at++) bytes[at] = byteAt(text, from + 2 * at)
  try {
    return decoder.decode(bytes)
  } catch {
    // No UTF-8 by the finer rules, so no text.
    return undefined
  }
}

function byteAt(text: string, at: number): number {
  return valueAt(text, at) * 16 + valueAt(text, at + 1)
}
