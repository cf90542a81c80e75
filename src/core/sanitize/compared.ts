const LONGEST_VALUE = 200
const name = /[!=]=?=?\s{0,2}([A-Za-z_$][\w.$]{0,79})/y

/**
 * Values compared with a name behind them, `"…" == password`: what `assignedValues`,
 * which looks for the name before, does not see. Anchored on the operator; each
 * looks a bounded way to both sides.
 */
export function comparedValues(text: string, hit: (start: number, end: number, name: string) => void): void {
  for (let at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
    const before = text[at - 1] ?? ''
    if (text[at + 1] !== '=' && before !== '!') continue
    const begin = before === '!' ? at - 1 : at
    const close = closeBefore(text, begin)
    const quote = text[close]
    if (close > 0 && (quote === '"' || quote === "'")) {
      const open = text.slice(Math.max(0, close - LONGEST_VALUE), close).lastIndexOf(quote)
      name.lastIndex = begin
      const match = open < 0 ? null : name.exec(text)
      const start = Math.max(0, close - LONGEST_VALUE) + open + 1
      let end = close
      while (end > start && text[end - 1] === '\\') end--
      if (match !== null && end > start) hit(start, end, match[1] ?? '')
    }
    while (text[at + 1] === '=') at++
  }
}

function closeBefore(text: string, at: number): number {
  let close = at - 1
  while (close > 0 && at - close < 3 && text[close] === ' ') close--
  return close
}
