/** Whether a text holds every word of what was typed, in any order, upper and lower case alike. */
export function holdsWords(text: string, typed: string): boolean {
  const lower = text.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}
