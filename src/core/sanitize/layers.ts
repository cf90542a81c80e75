import { decodedText, encodedText } from './base64'
import { cleanEntities, holdsEntities } from './entities'
import { encodedHex, hexRuns, hexValue } from './hex'
import { encodedRuns, SHORTEST_ENCODED, signs } from './signs'

/** Cleans what an encoding stands for; gives back the same string when there is nothing in it. */
export type CleanDecoded = (decoded: string, encoding: 'percent' | 'base64' | 'hex' | 'escapes' | 'entities') => string

/**
 * `text` with what is encoded in it cleaned: percent-encoded parts, base64 in
 * both alphabets, hex, \u and \x escapes, character references of HTML. What changes is encoded again, or stands
 * decoded where that is simpler; nothing of it can be decoded from the result.
 */
export function cleanLayers(text: string, bits: number, clean: CleanDecoded): string {
  let out = text
  if ((bits & signs.percent) !== 0 && /%[\dA-Fa-f]{2}/.test(out)) out = cleanPercent(out, clean)
  if ((bits & signs.encoded) !== 0) out = cleanHex(cleanBase64(out, clean), clean)
  if ((bits & signs.backslash) !== 0 && /\\(?:u00|x)[\dA-Fa-f]{2}/.test(out)) out = cleanEscapes(out, clean)
  if (holdsEntities(out)) out = cleanEntities(out, (decoded) => clean(decoded, 'entities'))
  return out
}

const betweenParts = /([\s"'<>&=?#;,|{}[\]\\^`]+)/

function cleanPercent(text: string, clean: CleanDecoded): string {
  const parts = text.split(betweenParts)
  let changed = false
  for (let at = 0; at < parts.length; at += 2) {
    const part = parts[at] ?? ''
    if (!part.includes('%')) continue
    const cleaned = cleanPart(part, clean)
    if (cleaned === part) continue
    parts[at] = cleaned
    changed = true
  }
  return changed ? parts.join('') : text
}

/** `+` is a blank in forms and itself elsewhere, in base64 above all; as itself first, since values end at blanks. */
function cleanPart(part: string, clean: CleanDecoded): string {
  const plus = part.includes('+')
  const decoded = decodeBytes(part)
  const cleaned = decoded === part ? decoded : clean(decoded, 'percent')
  if (cleaned !== decoded) {
    const encoded = encodePercent(cleaned, part.length)
    return plus && !/%2b/i.test(part) ? encoded.replaceAll('%2B', '+') : encoded
  }
  if (!plus) return part
  const spaced = decodeBytes(part.replaceAll('+', ' '))
  const cleanedSpaced = clean(spaced, 'percent')
  return cleanedSpaced === spaced ? part : encodePercent(cleanedSpaced, part.length)
}

function decodeBytes(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Not UTF-8, or cut in the middle: each byte by itself still shows ASCII.
    return text.replace(/%([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  }
}

/** What must be encoded so that it divides no parts and decodes to itself. */
const dividing = /[\s"'<>&=?#;,|{}()[\]\\^`%+]/g

/** `length`: of what stood there. What had little encoded does not grow to three times its size. */
function encodePercent(text: string, length: number): string {
  const whole = encodeURIComponent(text.toWellFormed())
  const encoded = whole.length <= 2 * length ? whole : text.toWellFormed().replace(dividing, (unit) => encodeURIComponent(unit))
  return encoded.replace(/%5Bredacted%3A([\w-]+)%5D/g, '[redacted:$1]')
}

function cleanBase64(text: string, clean: CleanDecoded): string {
  let out = ''
  let done = 0
  for (let found = encodedRuns.next(text, 0); found !== undefined; found = encodedRuns.next(text, found.end + 1)) {
    const { start, end } = found
    for (const run of decodedRuns(text, start, end)) {
      const cleaned = clean(run.decoded, 'base64')
      if (cleaned === run.decoded) continue
      const padding = run.end === end ? paddingAt(text, end) : 0
      out += text.slice(done, run.start) + encodeAs(text.slice(run.start, run.end), cleaned, padding > 0)
      done = run.end + padding
    }
  }
  return done === 0 ? text : out + text.slice(done)
}

function cleanHex(text: string, clean: CleanDecoded): string {
  let out = ''
  let done = 0
  for (const { start, end, decoded } of hexRuns(text)) {
    const cleaned = clean(decoded, 'hex')
    if (cleaned === decoded) continue
    out += text.slice(done, start) + encodedHex(cleaned, text.slice(start, end))
    done = end
  }
  return done === 0 ? text : out + text.slice(done)
}

interface EncodedRun {
  readonly start: number
  readonly end: number
  readonly decoded: string
}

/** The run as a whole, or else the parts of it that `/`, `-`, `_` and `+` divide: a path may end in something encoded, and a form's `+` is a blank. */
function decodedRuns(text: string, start: number, end: number): readonly EncodedRun[] {
  const whole = decodedText(text, start, end)
  if (whole !== undefined) return [{ start, end, decoded: whole }]
  const out: EncodedRun[] = []
  for (let from = start; from + SHORTEST_ENCODED <= end; ) {
    const last = lastDivider(text, from, from + SHORTEST_ENCODED)
    if (last >= 0) {
      from = last + 1
      continue
    }
    partEnd.lastIndex = from + SHORTEST_ENCODED
    const at = partEnd.test(text) ? partEnd.lastIndex - 1 : end
    const decoded = at - from < end - start ? decodedText(text, from, at) : undefined
    if (decoded !== undefined) out.push({ start: from, end: at, decoded })
    from = at + 1
  }
  return out
}

/** A divider, or what ends the run: never beyond it. */
const partEnd = /[^A-Za-z\d]/g

/** The last one there is, so that one look rules out all parts that would be too short; -1 when there is none. */
function lastDivider(text: string, from: number, to: number): number {
  for (let at = to - 1; at >= from; at--) {
    const unit = text.charCodeAt(at)
    if (unit === 47 || unit === 95 || unit === 45 || unit === 43) return at
  }
  return -1
}

function paddingAt(text: string, at: number): number {
  return text[at] !== '=' ? 0 : text[at + 1] === '=' ? 2 : 1
}

/** `cleaned` in the alphabet of what stood there, padded if that was. */
function encodeAs(before: string, cleaned: string, padded: boolean): string {
  const url = /[-_]/.test(before)
  const encoded = encodedText(cleaned, url)
  return padded || (!url && before.length % 4 === 0) ? encoded.padEnd(Math.ceil(encoded.length / 4) * 4, '=') : encoded
}

function cleanEscapes(text: string, clean: CleanDecoded): string {
  const decoded = withoutEscapes(text)
  const cleaned = clean(decoded, 'escapes')
  return cleaned === decoded ? text : cleaned
}

/** By hand: a pattern with a function makes three objects of each. */
function withoutEscapes(text: string): string {
  let out = ''
  let done = 0
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 1)) {
    const kind = text.charCodeAt(at + 1)
    const length = kind === 117 ? 4 : kind === 120 ? 2 : 0
    const unit = length === 0 ? -1 : hexValue(text, at + 2, length)
    if (unit < 0) continue
    out += text.slice(done, at) + String.fromCharCode(unit)
    done = at + 2 + length
    at = done - 1
  }
  return out + text.slice(done)
}
