/** What JSON leaves as it is and a terminal may take for a command, or show as something else: C1 controls, separators, what turns the writing direction. */
const speaking = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

/** JSON in which every such character is an escape: the same to whoever parses it, and silent on a terminal. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(speaking, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
