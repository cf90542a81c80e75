import type { Family } from './family'
import { isRandomId } from './random-id'

/**
 * Words that say a name is about a secret and not the secret itself:
 * `passwordLength`, `hasPassword`. After the secret's own word any of the first
 * list, before it any of the second.
 */
const without = /^(?:less|free)\b/
const aboutAfter =
  /\b(?:visib|valid|polic|expir|match|class|(?:len|length|count|hidden|shown?|strength|score|err|errors?|touched|dirty|invalid|hints?|labels?|placeholder|required?|requirements?|enabled|disabled|rules?|changed|updated|set|sent|created|age|at|date|time|timer|attempts?|retries|tries|type|mode|status|method|channel|ok|mismatch|reset|ur[il]|link|path|href|page|screen|id|icon|ref|min|max|autocomplete|toggle|button|message|help|tooltip|description|manager|protected|based|file|resend|focused|loading|focus)\b)/
const aboutBefore =
  /\b(?:forgot|accept|(?:has|have|is|are|show|hide|toggle|no|use|uses|allow|requires?d?|needs?|remember|lost|on|handle|validate|min|max|invalid|wrong|missing|empty|with|without|can|should|enabled?|disabled?|supports?|toggle)\b)/

const qualifiers =
  'user|db|database|login|new|old|current|confirm|my|admin|root|smtp|ftp|ssh|http|proxy|basic|auth|account|mail|wifi|keystore'
const codes = '(?:codes?|tokens?|pins?|pass ?(?:word|code)|value)'

/** Against the name as lower-case words between single spaces. The first that fits and is not merely about the secret decides. */
const families: readonly (readonly [Family, RegExp])[] = [
  [
    'card-code',
    / (?:cv[vcn]|csc|card ?(?:security|verification|validation) ?(?:code|value|number|no)|security ?code|verification ?value|card ?(?:code|cid)|cid ?(?:code|number))\d*(?= )/,
  ],
  [
    'one-time-code',
    new RegExp(
      ` (?:[th]?otp\\d*|2fa|(?:2fa|mfa|tfa|[2t]w?o? ?factor(?: auth\\w*)?|one ?time|sms|verification|authenticator|recovery|backup) ?${codes}\\d*)(?= )`,
    ),
  ],
  ['password', /pass ?(?:wor[dt]|wd|phrase|code)|pwd|kennwort|wachtwoord|contrasena/],
  ['password', new RegExp(`^ pass \\d*$| (?:${qualifiers}) ?pass(?= )`)],
  [
    'pin',
    /(?<! (?:map|drop|location|marker|gpio|board|thumb|push|active|selected|hovered|icon|un|row|column|led)) pin(?: ?(?:\d{1,20}(?!\d)|code|number|no|block|value|entry|input|field|digits?|again|repeat|hash|text){1,4}(?:confirm\w{0,20})?(?= )| ?confirm\w{0,20}(?= )|(?= $))/,
  ],
  ['cookie', / (?:set )?cookies?2?(?: (?:headers?|string|value|jar|data|raw))? $/],
  ['authorization', / (?:authorization(?: (?:header|value|token|bearer))?|auth header) $/],
]

/** No word, so no secret's. */
const number = /^\d+$/
const LONGEST = 200
const MEMO = 4096
const memo = new Map<string, Family | undefined>()

/**
 * The family of secrets that `name` (an object key, a field, a header, a
 * parameter) says its value belongs to. Case, `_`, `-`, spaces and camelCase
 * make no difference; `pin` is a word of its own, so `pinned` and `spinner`
 * are none. Names of counts, flags and looks (`passwordLength`, `showPassword`)
 * are none either. `cid` counts only beside a word for a card: alone it is
 * what half the web calls a client id.
 */
export function secretName(name: string): Family | undefined {
  // Ids by the thousand, which would drive all else from the memo.
  if (number.test(name)) return undefined
  const known = memo.get(name)
  if (known !== undefined || memo.has(name)) return known
  const family = classify(name.length > LONGEST ? `${name.slice(0, LONGEST / 2)} ${name.slice(-LONGEST / 2)}` : name)
  if (name.length <= LONGEST) {
    if (memo.size >= MEMO) memo.clear()
    memo.set(name, family)
  }
  return family
}

/** A name as lower-case words between single spaces, with one at each end: `twoFactor_code` is ` two factor code `. */
export function nameWords(name: string): string {
  const parted = name.replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2')
  return ` ${parted
    .toLowerCase()
    .replace(/ñ/g, 'n')
    .replace(/[^a-z\d]+/g, ' ')
    .trim()} `
}

function classify(name: string): Family | undefined {
  if (isRandomId(name)) return undefined
  const words = nameWords(name)
  for (const [family, pattern] of families) {
    const match = pattern.exec(words)
    if (match === null) continue
    const before = words.slice(0, match.index)
    const after = words.slice(match.index + match[0].length)
    if (!isAbout(before, after)) return family
  }
  return undefined
}

/** True when the words before or after a secret's own word say that the name is only about it: a flag, a count, a label. */
export function isAbout(before: string, after: string): boolean {
  return aboutBefore.test(before) || without.test(after) || aboutAfter.test(after)
}

/** What a page says of an input. */
export interface FieldHints {
  readonly type?: string | null | undefined
  readonly autocomplete?: string | null | undefined
  readonly name?: string | null | undefined
  readonly id?: string | null | undefined
  /** Its accessible label. */
  readonly label?: string | null | undefined
  readonly inputmode?: string | null | undefined
}

/**
 * The family of what is typed into a field, by everything the page says of it.
 * A field that once was `type=password` stays one: the caller remembers that.
 */
export function secretField({ type, autocomplete, name, id, label, inputmode }: FieldHints): Family | undefined {
  const hints = (autocomplete ?? '').toLowerCase()
  if (hints.includes('cc-csc')) return 'card-code'
  if (hints.includes('one-time-code')) return 'one-time-code'
  const heading = /^[^(:*,.?!\n]*/.exec(label ?? '')?.[0] ?? ''
  const named = secretName(name ?? '') ?? secretName(id ?? '') ?? secretName(heading)
  if (named !== undefined) return named
  if (type?.toLowerCase() === 'password' || /(?:current|new)-password/.test(hints)) return 'password'
  // A bare `code` or `cid` is too common a name to say anything, unless only digits are wanted.
  if (inputmode === 'numeric' || type === 'tel') {
    if (/^(?:code|digit)\W?\d*$/i.test(name || id || '')) return 'one-time-code'
    if (/^cid$/i.test(name || id || '')) return 'card-code'
  }
  return undefined
}
