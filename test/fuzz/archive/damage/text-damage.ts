import type { Random } from '../mutations'

type Damage = (text: string, random: Random) => string

const pick = <Item>(items: readonly Item[], random: Random): Item => items[random(items.length)] as Item

/** The text with one of its lines changed. */
function withLine(text: string, random: Random, change: (line: string) => string): string {
  const lines = text.split('\n')
  const at = random(lines.length)
  lines[at] = change(lines[at] ?? '')
  return lines.join('\n')
}

/** The text with what stands at one of the places of a pattern changed. */
function atOneOf(text: string, pattern: RegExp, random: Random, change: (found: string) => string): string {
  const places = [...text.matchAll(pattern)]
  if (places.length === 0) return `${text}?`
  const { index, 0: found } = pick(places, random)
  return text.slice(0, index) + change(found) + text.slice(index + found.length)
}

const withoutLine: Damage = (text, random) =>
  text
    .split('\n')
    .toSpliced(random(text.split('\n').length), 1)
    .join('\n')
const twice: Damage = (text, random) => withLine(text, random, (line) => `${line}\n${line}`)
const digits: Damage = (text, random) => atOneOf(text, /\d/g, random, () => `${random(10)}`)
const twoDocuments: Damage = (text, random) => `${text}${pick(['', '\n', '---\n', '...\n', '\n...\n---\n'], random)}${text}`
const mark: Damage = (text, random) => `\ufeff${random(2) === 0 ? '\ufeff' : ''}${text}`
const lineEnds: Damage = (text, random) => text.replaceAll('\n', pick(['\r\n', '\r', '\n\n', '\u2028', ' \n'], random))

export const jsonDamage: Readonly<Record<string, Damage>> = {
  ...{ removeLine: withoutLine, repeatLine: twice, changeDigit: digits, twoDocuments, byteOrderMark: mark, lineEnds },
  repeatMember: (text, random) =>
    atOneOf(text, /"\w+":(?:\d+|"[^"\\]*"),/g, random, (found) =>
      pick([found + found, found.replace(/:.*,/, ':0,') + found, found + found.replace(/:.*,/, ':0,')], random),
    ),
  protoMember: (text, random) => atOneOf(text, /\{"/g, random, () => `{"__proto__":${pick(['1', '{}', '{"t":1}', 'null'], random)},"`),
  unknownMember: (text, random) => atOneOf(text, /\{"/g, random, () => '{"unknown":[],"'),
  escape: (text, random) => atOneOf(text, /[a-z]/g, random, (found) => `\\u00${found.charCodeAt(0).toString(16)}`),
  space: (text, random) => atOneOf(text, /[,:[{]/g, random, (found) => found + pick([' ', '\n', '\t', '\u00a0', '/**/', '\0'], random)),
  number: (text, random) =>
    atOneOf(text, /:\d[\d.]*/g, random, (found) =>
      pick([':1e999', ':-0', `${found}.0`, `${found}e0`, ':01', ':NaN', ':0x1', ':1e-400'], random),
    ),
  loseComma: (text, random) => atOneOf(text, /,/g, random, () => pick(['', ';', ',,'], random)),
  deep: (text, random) => atOneOf(text, /:\d+/g, random, () => `:${'['.repeat(5000)}${']'.repeat(random(2) * 5000)}`),
}

const indent: Damage = (text, random) =>
  withLine(text, random, (line) =>
    pick([` ${line}`, `  ${line}`, line.replace(/^ /, ''), line.replace(/^ {2}/, ''), line.replace(/^ +/, '\t')], random),
  )

export const yamlDamage: Readonly<Record<string, Damage>> = {
  ...{ removeLine: withoutLine, repeatLine: twice, changeDigit: digits, twoDocuments, byteOrderMark: mark, lineEnds, indent },
  quotes: (text, random) =>
    atOneOf(text, /'[^'\n]*'|"[^"\n]*"/g, random, (found) =>
      pick([found.slice(1, -1), `'${found.slice(1, -1)}'`, `"${found.slice(1, -1)}"`, `|-\n${found}`], random),
    ),
  scalar: (text, random) =>
    withLine(text, random, (line) =>
      line.replace(
        /: .*$/,
        (found) =>
          `:${pick([' ~', '', ' yes', ' 0x10', ' .inf', ' .nan', ' 1_000', ' 2020-01-01', ' |\n  x', ' >-', ' &a 1', ' *a', ' !!str 1', ' !!binary aa', ` !x${found}`, ' [1', ' {a', ' "', ' @x', ' - 1', `${found} # x`, `${found}  `], random)}`,
      ),
    ),
  marker: (text, random) =>
    withLine(text, random, (line) =>
      pick(
        [`---\n${line}`, `...\n${line}`, `%YAML 1.1\n---\n${line}`, `--- ${line}`, `# x\n${line}`, `\n${line}`, `  # x\n${line}`],
        random,
      ),
    ),
  key: (text, random) =>
    withLine(text, random, (line) =>
      line.replace(/[\w$]+:/, (found) =>
        pick(
          [
            `"${found.slice(0, -1)}":`,
            '1:',
            '~:',
            '<<:',
            '__proto__:',
            '? x :',
            '[a]:',
            `${found.slice(0, -1)} :`,
            `!!str ${found}`,
            `${found}${found}`,
            ':',
          ],
          random,
        ),
      ),
    ),
  repeatKey: (text, random) =>
    atOneOf(text, /\n( *)(\w+: .*)/g, random, (found) => pick([found + found, found + found.replace(/: .*/, ': 0')], random)),
  anchors: (text, random) => atOneOf(text, /: \S/g, random, (found) => `: &a${random(10)} ${found.slice(2)}`),
  tabs: (text, random) => atOneOf(text, / +/g, random, () => '\t'),
  fold: (text, random) => atOneOf(text, / /g, random, () => '\n'),
}
