import { expect, it } from 'vitest'
import { exactTexts } from '../../../src/core/sanitize/exact-texts'

it.each(['jane@example.com', 'JANE@example.com', 'Jane@Example.com', 'jAne@example.com', 'jANE@example.com'])(
  'an address is found however it is written: %s',
  (written) => {
    const hits: string[] = []
    exactTexts(['Jane@example.com']).find(`to ${written}.`, (start, end) => hits.push(`to ${written}.`.slice(start, end)))
    expect(hits).toEqual([written])
  },
)
