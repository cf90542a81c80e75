/**
 * Characters that change how the text around them looks, or look like nothing:
 * controls, the ones that turn writing direction, invisible spaces and joiners
 * (but not the joiners inside an emoji), line and paragraph separators, the byte
 * order mark, tags, and lone surrogates (the `u` flag sees a pair as one character).
 */
const tricky =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff]|(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d/gu
const anyTricky = new RegExp(tricky.source, 'u')

const shortEscapes: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\0',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
}

/** Recorded text for one line of the screen: every tricky character as a visible escape (`\n`, `\u{202e}`). */
export function visibleText(text: string): string {
  return anyTricky.test(text) ? text.replace(tricky, escapeOf) : text
}

/** The same for text that keeps its lines and tabs, such as a stack. */
export function visibleLines(text: string): string {
  return anyTricky.test(text)
    ? text.replace(/\r\n?/g, '\n').replace(tricky, (char) => (char === '\n' || char === '\t' ? char : escapeOf(char)))
    : text
}

function escapeOf(char: string): string {
  return shortEscapes[char] ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`
}
