import { guardText } from '../../core/guard'
import { oneLine } from '../../core/model'

/** A file is named by it too, and its host is to be seen there. */
const titleLength = 40

/**
 * The name of a new session: what the page calls itself and where it is, and a
 * number when there is such a session already. When it was recorded is told
 * beside it wherever it is shown.
 */
export function sessionName(host: string, title: string | undefined, taken: readonly string[]): string {
  // Browsers put the address in place of a title that is missing.
  const called = title === undefined || title.includes(host) ? '' : oneLine(guardText(title), titleLength)
  const name = called === '' ? host : `${called}, ${host}`
  for (let number = 2, numbered = name; ; number++) {
    if (!taken.includes(numbered)) return numbered
    numbered = `${name} (${number})`
  }
}
