import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { redactedMark, redactedText } from '../guard'
import type { Json } from '../value'
import { tooDeepRule } from './compile'
import { markerText } from './own-marks'
import type { Rule } from './rule'

/** What stands in the place of what was found. `text`: what was there, where it was a text or a number; it goes no further than here. */
export interface Marks {
  inText(rule: number, text: string, shown?: string): string
  inJson(rule: number, text?: string, shown?: string): Json
}

/**
 * Markers by the actions of rules. Tokens are the first 50 bits of HMAC-SHA-256
 * (RFC 2104) of the rule and the value under `secret`, in base32 (RFC 4648): the
 * same value has the same token wherever the secret is the same, and nobody
 * without it can tell which value it is.
 */
export function createMarks(rules: readonly Rule[], secret: string | undefined): Marks {
  const key = new TextEncoder().encode(secret ?? '')
  const tokens = new Map<string, string>()

  function token(id: string, text: string): string {
    const value = canonical(text)
    const named = `${id}\n${value}`
    const known = tokens.get(named)
    if (known !== undefined) return known
    const made = `#${base32(hmac(sha256, key, new TextEncoder().encode(named)))}`
    if (tokens.size >= MOST_TOKENS) tokens.clear()
    tokens.set(named, made)
    return made
  }

  function shownOf({ id, action = 'remove' }: Rule, text: string): string | undefined {
    switch (action) {
      case 'remove':
      case 'keep':
        return undefined
      case 'mask':
        return '******'
      case 'keep-format':
        return formOf(text)
      case 'token':
        return secret === undefined || isStripe.test(text) ? undefined : token(id, text)
      default:
        // What its groups hold is told by the search; where that has nothing to tell, nor does a template.
        return /\$(?:\d|<)/.test(action.replace) ? undefined : markerText(action.replace)
    }
  }

  function told(rule: Rule, text: string | undefined, shown: string | undefined): string | undefined {
    if (shown !== undefined) return markerText(shown)
    return text === undefined ? undefined : shownOf(rule, text)
  }

  return {
    inText(number, text, shown) {
      const rule = rules[number] ?? tooDeepRule
      return redactedText(rule.id, told(rule, text, shown))
    },
    inJson(number, text, shown) {
      const rule = rules[number] ?? tooDeepRule
      return redactedMark(rule.id, told(rule, text, shown))
    },
  }
}

/** A magnetic stripe, of which nothing may be told, not even a token (PCI DSS 4.0, 3.3.1). */
const isStripe = /^%?[Bb;]?\d{12,19}[=^]/
const MOST_TOKENS = 50_000
const TOKEN_LENGTH = 10
const digits = 'abcdefghijklmnopqrstuvwxyz234567'

function base32(bytes: Uint8Array): string {
  let out = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5 && out.length < TOKEN_LENGTH) {
      bits -= 5
      out += digits.charAt((held >> bits) & 31)
    }
  }
  return out
}

/** Of what is one value in several writings, one: a card with blanks, an address in capitals. */
function canonical(text: string): string {
  const plain = text.trim()
  if (/^[\d ()+./-]{6,}$/.test(plain)) return plain.replace(/\D/g, '')
  return plain.includes('@') ? plain.toLowerCase() : plain
}

/** What may be told of a value without telling it: the end of a card number, where an address is, a country, a year. Undefined for anything else. */
function formOf(text: string): string | undefined {
  const plain = text.trim()
  const number = plain.replace(/[ -]/g, '')
  if (/^\d{12,19}$/.test(number)) return `…${number.slice(-4)}`
  const domain = /^[^\s@]{1,64}@([\w.-]{1,100})$/.exec(plain)?.[1]
  if (domain !== undefined) return `…@${domain}`
  const origin = /^([a-z][a-z+.-]{1,20}:\/\/)(?:[^\s/@]*@)?([\w.-]{1,100}(?::\d{1,5})?)(?:[/?#]|$)/i.exec(plain)
  if (origin !== null) return `${origin[1] ?? ''}${origin[2] ?? ''}/…`
  const country = /^([A-Z]{2})\d{2}[ A-Z\d]{10,36}$/.exec(plain)?.[1]
  if (country !== undefined) return `${country}…`
  const phone = /^\+(\d{1,2})[\d ()./-]{5,18}$/.exec(plain)?.[1]
  if (phone !== undefined) return `+${phone}…`
  return /^(\d{4})-\d\d-\d\d/.exec(plain)?.[1]
}
