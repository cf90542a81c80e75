import type { JsonObject } from '../value/json'

/** What is never recorded, by what its name says it is. */
export type Family = 'password' | 'pin' | 'card-code' | 'one-time-code' | 'cookie' | 'authorization'

/** What stands for a whole value that was left out: tagged JSON. */
export function redactedMark(family: string): JsonObject {
  return { $: 'redacted', by: family }
}

/** What stands for a part of a text that was left out. */
export function redactedText(family: string): string {
  return `[redacted:${family}]`
}
