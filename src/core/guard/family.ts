import type { JsonObject } from '../value/json'

/** What is never recorded, by what its name says it is. */
export type Family = 'password' | 'pin' | 'card-code' | 'one-time-code' | 'cookie' | 'authorization'

/** What stands for a whole value that was left out: tagged JSON. `shown`: what may be told of it. */
export function redactedMark(by: string, shown?: string): JsonObject {
  return shown === undefined ? { $: 'redacted', by } : { $: 'redacted', by, as: shown }
}

/** What stands for a part of a text that was left out. */
export function redactedText(by: string, shown?: string): string {
  return shown === undefined ? `[redacted:${by}]` : `[redacted:${by}|${shown}]`
}

/**
 * A marker in a text that certainly tells nothing, as the source of a regular
 * expression: one with a token, a mask or no word. Its first group is the rule.
 * A page may write what looks like a marker, so any other is a text like all.
 */
export const redactedTextSource = String.raw`\[redacted:([\w-]+)(?:\|(?:#[a-z2-7]{4,16}|\*{6}))?\]`
const whole = new RegExp(`^${redactedTextSource}$`)

/** Whether a text is such a marker and nothing else. */
export function isRedactedText(text: string): boolean {
  return text.startsWith('[redacted:') && whole.test(text)
}
