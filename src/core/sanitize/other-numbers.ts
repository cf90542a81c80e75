import { nameWords } from '../guard'

/** Names under which a row of digits is no number of a person or card, whatever its checksum says. */
export const otherNumber =
  /\b(?:ids?|ts|t|time|timestamp|date|at|orders?|order ?(?:no|number)|trace|span|seq|sequence|serial|version|hash|phone|tel|mobile|fax|isbn|ean|upc|sku|gtin|imei|meid|tracking|invoice|nonce|seed|random|offset|size|bytes|duration|index|revision|port|uuid|cursor|page|count|total|amount|price|created|updated|expires|since|until|from|to|build|run|job|ticket|issue|ref|reference)\d* $/

/** Whether a name says that digits under it are something else. */
export function isOtherNumber(name: string): boolean {
  return otherNumber.test(nameWords(name))
}
