import type { Finder, Rule } from '../rule'
import { signs } from '../signs'

const AT = 64
const LONGEST_LOCAL = 64
const LONGEST_DOMAIN = 255
const LONGEST_USER = 260
/** `https://user:`, as `url-user` knows it. */
const userBefore = /:\/\/[^\s/?#:@"'<>\\[\]]{0,256}:$/

/** 1 for each character of ASCII that may stand before the `@`. */
const localUnits = new Uint8Array(128)
for (const character of "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._%+'~!*-") localUnits[character.charCodeAt(0)] = 1

/** ASCII and letters of other scripts, but not their full-width forms, which no mail system takes. */
function isLocal(unit: number): boolean {
  if (unit < 128) return localUnits[unit] === 1
  return (unit >= 0xc0 && unit <= 0x1fff) || (unit >= 0x2c00 && unit <= 0xd7ff) || (unit >= 0xf900 && unit <= 0xfdff)
}

const domain =
  /(?:[A-Za-z0-9\u00c0-\u1fff\u2c00-\ud7ff](?:[A-Za-z0-9\u00c0-\u1fff\u2c00-\ud7ff-]{0,62}[A-Za-z0-9\u00c0-\u1fff\u2c00-\ud7ff])?\.){1,8}(?:xn--[A-Za-z0-9-]{2,59}|[A-Za-z\u00c0-\u1fff\u2c00-\ud7ff]{2,24})(?![A-Za-z0-9_-])/y
/** `icon@2x.png`, `load@app.js`: a file, or a frame of a stack. */
const fileEnding =
  /\.(?:png|jpe?g|gif|svg|webp|avif|ico|bmp|css|s[ac]ss|less|m?[jt]sx?|cjs|vue|svelte|map|json|html?|xml|ya?ml|md|txt|wasm|woff2?|ttf|tgz|zip|gz|mp[34]|webm|pdf)$/i

/** An address, anchored on its `@` and extended by hand: a pattern that began with the local part would be quadratic. */
const email: Finder = {
  needs: signs.at,
  find(text, hit) {
    let from = 0
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      // Of several in a row none has an address on both sides.
      if (text.charCodeAt(at + 1) === AT) {
        while (text.charCodeAt(at + 1) === AT) at++
        continue
      }
      const start = localStart(text, at, from)
      if (start === at) continue
      domain.lastIndex = at + 1
      // Bounded: the pattern looks no further than its own repetitions allow.
      const match = domain.exec(text)
      if (match === null || match[0].length > LONGEST_DOMAIN || fileEnding.test(match[0])) continue
      const end = at + 1 + match[0].length
      // The password of an address is `url-user`'s.
      if (text[start - 1] === ':' && userBefore.test(text.slice(Math.max(0, start - LONGEST_USER), start))) continue
      // `git@host.example:path` is where a repository lives.
      if (text.slice(start, at) === 'git' && text[end] === ':') continue
      hit(start, end)
      from = end
      at = end - 1
    }
  },
}

function localStart(text: string, at: number, from: number): number {
  if (text[at - 1] === '"') return quotedStart(text, at, from)
  let start = at
  while (start > from && at - start < LONGEST_LOCAL && isLocal(text.charCodeAt(start - 1))) start--
  // In `\n` and `\u0022` before an address the letters belong to the escape.
  if (text[start - 1] === '\\') start += escapeLength(text, start)
  while (start < at && /[.'*!~%+-]/.test(text[start] ?? '')) start++
  return start >= at || text[at - 1] === '.' ? at : start
}

function escapeLength(text: string, start: number): number {
  if (/^u[\dA-Fa-f]{4}/.test(text.slice(start, start + 5))) return 5
  return /[nrtbfv0]/.test(text[start] ?? '') ? 1 : 0
}

/** `"john doe"@example.com`: the quoted part must begin the text or follow a blank. */
function quotedStart(text: string, at: number, from: number): number {
  const open = text.lastIndexOf('"', at - 2)
  if (open < from || at - open > LONGEST_LOCAL || open === at - 2) return at
  return open === 0 || /[\s<,;:]/.test(text[open - 1] ?? ' ') ? open : at
}

export const emailRule: Rule = {
  id: 'email',
  title: 'E-mail addresses',
  hides: 'E-mail addresses, wherever they stand.',
  confidence: 'strong',
  templates: ['pii'],
  priority: 50,
  find: email,
}
