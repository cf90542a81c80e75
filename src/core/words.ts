/**
 * What the browser says of the extension, in English: its name, its toolbar
 * button, its command. The build makes `_locales` of it; another language is
 * another object of the same type, and another folder there.
 */
export const browserWords = {
  name: 'Playhead',
  description: 'A flight recorder for web apps: record what an app did, share it sanitized, see it again.',
  record: 'Playhead: record this tab',
  stop: 'Playhead: stop recording',
  toggle: 'Start or stop recording this tab',
}

export type BrowserWords = typeof browserWords

/** As a browser looks a word up in its manifest. */
export function messageOf(word: keyof BrowserWords): string {
  return `__MSG_${word}__`
}

/** `_locales/<language>/messages.json` of these words, as browsers read it. */
export function messagesOf(words: BrowserWords): string {
  const messages = Object.entries(words).map(([key, message]) => [key, { message }])
  return `${JSON.stringify(Object.fromEntries(messages), null, 2)}\n`
}
