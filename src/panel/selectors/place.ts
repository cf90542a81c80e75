/** `address:line:column`, as far as it is known. */
export function placeOf(place: {
  readonly url?: string | undefined
  readonly line?: number | undefined
  readonly column?: number | undefined
}): string | undefined {
  if (place.url === undefined) return undefined
  return [place.url, place.line, place.column].filter((part) => part !== undefined).join(':')
}

/** How a document is called in lists: host and path, without what goes without saying. */
export function documentName(url: string): string {
  // Not every document has an address: then as it is.
  if (!URL.canParse(url)) return url
  const { host, pathname, search } = new URL(url)
  return `${host}${pathname === '/' ? '' : pathname}${search}`
}
