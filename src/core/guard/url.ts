import { redactedText } from './family'
import { secretName } from './names'
import { guardText } from './text'

/** An address without the password, parameters and fragment that the guard keeps out. The identical string when there is nothing. */
export function guardUrl(url: string): string {
  return guardText(url)
}

/** Headers by name: those of a secret family lose their value, the others are guarded as text. Names stay. */
export function guardHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const family = secretName(name)
      return [name, family === undefined ? guardText(value) : redactedText(family)]
    }),
  )
}
