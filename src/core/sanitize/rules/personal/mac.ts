import type { Rule } from '../../rule'
import { signs } from '../../signs'

const joined = /(?:[\dA-Fa-f]{2}([:-])(?:[\dA-Fa-f]{2}\1){4}(?:[\dA-Fa-f]{2}\1[\dA-Fa-f]{2}\1)?[\dA-Fa-f]{2})/y
/** As routers print it. */
const dotted = /[\dA-Fa-f]{4}\.[\dA-Fa-f]{4}\.[\dA-Fa-f]{4}(?:\.[\dA-Fa-f]{4})?/y
const LONGEST = 23
const spaced = /^(?:[\dA-Fa-f]{2} ){5}(?:[\dA-Fa-f]{2} [\dA-Fa-f]{2} )?[\dA-Fa-f]{2}$/

/** EUI-48 and EUI-64 by their first separator, with the next one where it must be. */
function findJoined(text: string, mark: string, hit: (start: number, end: number) => void): void {
  const width = mark === '.' ? 5 : 3
  const pattern = mark === '.' ? dotted : joined
  const unit = mark.charCodeAt(0)
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    // Of several in a row only the last has digits behind it.
    while (text.charCodeAt(at + 1) === unit) at++
    const start = at - width + 1
    if (start < 0 || text.charCodeAt(at + width) !== unit || !isHex(text, at - 1) || !isHex(text, at - 2)) continue
    pattern.lastIndex = start
    if (!pattern.test(text)) continue
    const end = pattern.lastIndex
    if (isFree(text, start, end) && !/^[0.:-]*$/.test(text.slice(start, end))) hit(start, end)
    at = end - 1
  }
}

const hex = new Uint8Array(128)
for (const digit of '0123456789abcdefABCDEF') hex[digit.charCodeAt(0)] = 1

function isHex(text: string, at: number): boolean {
  return hex[text.charCodeAt(at)] === 1
}

function isFree(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? ' '
  const escaped = /%(?:20|22|3A|3D)$|\\[nrt]$/i.test(text.slice(Math.max(0, start - 3), start))
  return (
    (escaped || !/[\w:.%\\-]/.test(before) || /^[^\w][:.-]$/.test(text.slice(start - 2, start))) &&
    !/^(?:\w|[:-][\dA-Fa-f])/.test(text.slice(end, end + 2))
  )
}

export const macRule: Rule = {
  id: 'mac-address',
  title: 'Hardware addresses',
  hides: 'MAC addresses (EUI-48 and EUI-64), with `:`, `-`, dots or blanks.',
  confidence: 'strong',
  templates: ['pii', 'hipaa'],
  priority: 46,
  finders: [
    { needs: signs.colons, find: (text, hit) => findJoined(text, ':', hit) },
    {
      needs: signs.token,
      find(text, hit) {
        findJoined(text, '-', hit)
        findJoined(text, '.', hit)
      },
    },
    // With blanks it may be bytes of anything: only a text that is nothing else.
    {
      needs: signs.pair,
      find(text, hit) {
        if (text.length <= LONGEST && spaced.test(text)) hit(0, text.length)
      },
    },
  ],
}
