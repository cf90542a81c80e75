import { nameWords } from '../guard'

/** Names under which a row of digits is another number than a card's, whatever its checksum says. */
export const otherNumber =
  /\b(?:ids?|ts|time|timestamp|date|at|orders?|order ?(?:no|number)|trace|span|seq|sequence|serial|version|hash|phone|tel|mobile|fax|isbn|ean|upc|sku|gtin|imei|meid|tracking|invoice|nonce|seed|random|offset|size|bytes|duration|index|revision|port|uuid|cursor)\d* $/
/** What is short enough for shorter numbers to be it, too: counts, sums and moments. */
const otherShortNumber =
  /\b(?:t|page|count|total|amount|price|created|updated|expires|since|until|from|to|build|run|job|ticket|issue|ref|reference)\d* $/

/** Whether a name says that digits under it, which are told by their form alone, are something else. */
export function isOtherNumber(name: string): boolean {
  const words = nameWords(name)
  return otherNumber.test(words) || otherShortNumber.test(words)
}
