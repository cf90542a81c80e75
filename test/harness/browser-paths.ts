import { type BrowserKind, findBrowser, wanted } from '../../scripts/lib/browsers.mjs'

const found = new Map<BrowserKind, string>()

/** The browser's executable. `npm test` passes on what the set-up found; run by hand, the tests look for themselves. */
export function browserPath(kind: BrowserKind): string {
  const known = found.get(kind) ?? findBrowser(kind).path
  if (known === undefined) throw new Error(`No usable ${wanted[kind].name}: run "npm run setup"`)
  found.set(kind, known)
  return known
}
