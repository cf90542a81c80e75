import type { Finder, Rule } from '../../rule'
import { signs } from '../../signs'

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const dotted = new RegExp(`^${octet}(?:\\.${octet}){3}$`)
/** Where clouds tell a machine of itself: the same everywhere. */
const metadata = '169.254.169.254'
/** This machine, or any address of it. */
const ownHost = /^(?:127\.|0\.0\.0\.0$)/
/** `1.2.3.4` behind these is a version: `Chrome/120.0.0.0`, `v1.2.3.4`. */
const versionBefore =
  /(?:[A-Za-z)]@|\bv\.?|\bver(?:sion|s)?\.?[ :=]{0,3}"?|\b(?:build|release|revision|firmware|sdk|chrome|firefox|safari|edge|section|oid)[ :=/]{1,3})$/i
const LONGEST_PRODUCT = 40
const versionName = /version|release|build|firmware|revision|oid/i

/** IPv4 by its third dot: a run of digits and dots around it, looked at as a whole. */
function findV4(text: string, hit: (start: number, end: number) => void, name: string | undefined): void {
  if (name !== undefined && versionName.test(name)) return
  for (let at = text.indexOf('.'); at >= 0; at = text.indexOf('.', at + 1)) {
    let start = at
    while (start > 0 && at - start < 4 && isDigit(text, start - 1)) start--
    if (start === at) continue
    let end = at + 1
    while (end - start < 40 && (isDigit(text, end) || (text[end] === '.' && isDigit(text, end + 1)))) end++
    at = end - 1
    const parts = text.slice(start, end).split('.')
    // Five parts are an address and something behind it; more are something else.
    if (parts.length < 4 || parts.length > 5) continue
    const address = parts.slice(0, 4).join('.')
    if (!dotted.test(address) || address === metadata || isJoined(text, start, end)) continue
    // The machine on which the page was made: an origin stays one.
    if (ownHost.test(address) && text.slice(start - 3, start) === '://') continue
    hit(start, start + address.length + masks(text, start + address.length))
  }
}

function isJoined(text: string, start: number, end: number): boolean {
  if (
    /[\w.%\\-]/.test(text[start - 1] ?? ' ') &&
    !/(?:^|[^\w.])[.-]$|%(?:3A|2F|20|5B|22)$|\\[nrt]$/i.test(text.slice(Math.max(0, start - 3), start))
  )
    return true
  if (/\w/.test(text[end] ?? ' ') || /^-\w/.test(text.slice(end, end + 2))) return true
  const before = text.slice(Math.max(0, start - 40), start)
  // The end of an IPv6 address that is none.
  return isBehindProduct(text, start) || versionBefore.test(before) || /(?:^|[^\w:])(?:[\dA-Fa-f]{1,4}:){2,7}$|::ffff:$/i.test(before)
}

/** `Chrome/`, `name-2/`: a word with a letter in it and a slash. */
function isBehindProduct(text: string, start: number): boolean {
  if (text[start - 1] !== '/') return false
  for (let at = start - 2; at >= start - LONGEST_PRODUCT && /[\w-]/.test(text[at] ?? ' '); at--)
    if (/[A-Za-z]/.test(text[at] ?? '')) return true
  return false
}

/** The length of the mask that follows: `/24`. */
function masks(text: string, end: number): number {
  return /^\/(?:\d{1,2}|1[01]\d|12[0-8])(?![\w./-])/.exec(text.slice(end, end + 6))?.[0].length ?? 0
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 48 && unit <= 57
}

const LONGEST_V6 = 46
const zone = /%[A-Za-z0-9_.-]{1,24}/y

/** For each character of ASCII: 1 for hex digits and the colon. */
const ofV6 = new Uint8Array(128)
for (const character of '0123456789abcdefABCDEF:') ofV6[character.charCodeAt(0)] = 1

function isOfV6(text: string, at: number): boolean {
  return ofV6[text.charCodeAt(at)] === 1
}

/** IPv6 by its first colon: the run of hex digits, colons and dots around it, parsed as a whole (RFC 4291, 2.2). */
function findV6(text: string, hit: (start: number, end: number) => void): void {
  let from = 0
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    if (!isOfV6(text, at + 1) && text[at - 1] !== ':') continue
    let start = at
    while (start > from && at - start < 5 && text[start - 1] !== ':' && isOfV6(text, start - 1)) start--
    let end = at
    while (end - start <= LONGEST_V6 && isOfV6(text, end)) end++
    // An address has two colons at least.
    if (end - start < 2 || text.indexOf(':', at + 1) >= end) continue
    if (text[end] === '.' && /\d/.test(text[end - 1] ?? '')) while (end - start <= LONGEST_V6 && /[\d.]/.test(text[end] ?? '')) end++
    while (end > start && text[end - 1] === '.') end--
    // `fe80::1: unreachable`
    if (text[end - 1] === ':' && text[end - 2] !== ':') end--
    from = end
    at = Math.max(at, end - 1)
    if (/[\w.%\\-]/.test(text[start - 1] ?? ' ') && !/%(?:5B|22|20|2F)$/i.test(text.slice(Math.max(0, start - 3), start))) continue
    const address = text.slice(start, end)
    const hasDigit = /\d/.test(address)
    // What may stay without a digit is all of a value, or has a mask or a zone.
    if (!hasDigit && start > 0 && text[start - 1] !== '=' && !/^(?:%|\/\d)/.test(text.slice(end, end + 2))) continue
    if (!isV6(address)) continue
    zone.lastIndex = end
    const zoned = zone.test(text) && !/^%(?:2F|5D|22|20|26)/i.test(text.slice(end, end + 3)) ? zone.lastIndex : end
    if (zoned === end && (/\w/.test(text[end] ?? ' ') || /^-\w/.test(text.slice(end, end + 2)))) continue
    if (!hasDigit && !isAlone(text, start, zoned)) continue
    hit(start, zoned + masks(text, zoned))
  }
}

/** Without a digit it may be a name in two parts, `Bad::Face`, or a mark between words. */
function isAlone(text: string, start: number, end: number): boolean {
  return (start === 0 && end === text.length) || text[start - 1] === '=' || /^\/\d/.test(text.slice(end, end + 2))
}

export function isV6(address: string): boolean {
  if (address.includes(':::')) return false
  const halves = address.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  let count = groups.length
  for (const [at, group] of groups.entries()) {
    if (group.includes('.')) {
      if (at !== groups.length - 1 || !dotted.test(group)) return false
      count++
    } else if (!/^[\dA-Fa-f]{1,4}$/.test(group)) return false
  }
  return halves.length === 2 ? count <= 7 : count === 8
}

const v4: Finder = { needs: signs.dots, find: findV4 }
const v6: Finder = { needs: signs.colons, find: findV6 }

export const ipRule: Rule = {
  id: 'ip-address',
  title: 'IP addresses',
  hides: 'IPv4 and IPv6 addresses in all their forms; versions of four parts stay.',
  confidence: 'strong',
  templates: ['pii', 'hipaa'],
  priority: 45,
  finders: [v4, v6],
}
