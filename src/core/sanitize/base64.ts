import { NO_TEXT, nextOfText } from './utf8'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const urlAlphabet = `${alphabet.slice(0, 62)}-_`

const values = new Int8Array(128).fill(-1)
for (let at = 0; at < 64; at++) {
  values[alphabet.charCodeAt(at)] = at
  values[urlAlphabet.charCodeAt(at)] = at
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function bytesOf(text: string, from: number, to: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(((to - from) * 6) >> 3)
  let held = 0
  let bits = 0
  let at = 0
  for (let i = from; i < to; i++) {
    held = ((held & 0x3ff) << 6) | (values[text.charCodeAt(i)] ?? 0)
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = held >> bits
    }
  }
  return bytes
}

/** Whether base64 stands for text, which may be cut at the end; checked as it is decoded. */
function standsForText(text: string, from: number, to: number): boolean {
  let held = 0
  let bits = 0
  let more = 0
  for (let at = from; at < to; at++) {
    held = ((held & 0x3ff) << 6) | (values[text.charCodeAt(at)] ?? 0)
    bits += 6
    if (bits < 8) continue
    bits -= 8
    const byte = (held >> bits) & 0xff
    more = nextOfText(more, byte)
    if (more === NO_TEXT) return false
  }
  return true
}

/**
 * The text that base64 or base64url without padding in `text` from `from` to
 * `to` stands for, or undefined when it stands for no text: not UTF-8, or with
 * control characters.
 */
export function decodedText(text: string, from: number, to: number): string | undefined {
  if ((to - from) % 4 === 1 || !standsForText(text, from, to)) return undefined
  try {
    return decoder.decode(bytesOf(text, from, to))
  } catch {
    // No UTF-8 by the finer rules, so no text.
    return undefined
  }
}

/** `text` as UTF-8 in base64 without padding, in the alphabet for addresses when `url`. */
export function encodedText(text: string, url: boolean): string {
  const bytes = encoder.encode(text)
  const digits = url ? urlAlphabet : alphabet
  const parts: string[] = []
  let part = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const held = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    part += digits.charAt(held >> 18) + digits.charAt((held >> 12) & 63) + digits.charAt((held >> 6) & 63) + digits.charAt(held & 63)
    if (part.length > 8192) {
      parts.push(part)
      part = ''
    }
  }
  const whole = parts.join('') + part
  const spare = (3 - (bytes.length % 3)) % 3
  return spare === 0 ? whole : whole.slice(0, -spare)
}

/** The bytes of base64, each as one character; for glances at ASCII. */
export function bytesText(text: string): string {
  return String.fromCharCode(...bytesOf(text, 0, text.length))
}
