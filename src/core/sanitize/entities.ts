/** The references that stand for what values are made of (HTML, 13.5), and those by number. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  commat: '@',
  colon: ':',
  semi: ';',
  comma: ',',
  period: '.',
  equals: '=',
  num: '#',
  percnt: '%',
  plus: '+',
  sol: '/',
  bsol: '\\',
  quest: '?',
  lowbar: '_',
  hyphen: '-',
  dash: '-',
  lpar: '(',
  rpar: ')',
  lcub: '{',
  rcub: '}',
  lsqb: '[',
  rsqb: ']',
  vert: '|',
  Tab: '\t',
  NewLine: '\n',
  nbsp: ' ',
}
const reference = /&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|([A-Za-z]{2,8}));/g
/** What divides markup: tags, and the values of attributes. */
const betweenParts = /([<>"]+)/
const LARGEST = 0x10ffff

/** Whether `text` has a character reference in it. */
export function holdsEntities(text: string): boolean {
  return text.includes('&') && text.search(reference) >= 0
}

/** `text` with what its character references stand for cleaned, part by part; a part that changes is written with as few of them as can be. */
export function cleanEntities(text: string, clean: (decoded: string) => string): string {
  const parts = text.split(betweenParts)
  let changed = false
  for (let at = 0; at < parts.length; at += 2) {
    const part = parts[at] ?? ''
    if (!part.includes('&')) continue
    const decoded = part.replace(reference, character)
    if (decoded === part) continue
    const cleaned = clean(decoded)
    if (cleaned === decoded) continue
    parts[at] = cleaned.replace(/[&<>"']/g, (unit) => `&#${unit.charCodeAt(0)};`)
    changed = true
  }
  return changed ? parts.join('') : text
}

function character(whole: string, decimal: string | undefined, hex: string | undefined, name: string | undefined): string {
  if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole
  const code = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal)
  return code > LARGEST ? whole : String.fromCodePoint(code)
}
