/** The match pattern of what a person typed: `shop.example`, `https://shop.example/cart`, or undefined when it is no site. */
export function patternOfTyped(typed: string): string | undefined {
  const text = typed.trim()
  if (text === '' || /\s/.test(text)) return undefined
  try {
    const url = new URL(/^\w+:\/\//.test(text) ? text : `https://${text}`)
    return url.protocol === 'http:' || url.protocol === 'https:' ? `${url.protocol}//${url.hostname}/*` : undefined
  } catch {
    return undefined
  }
}
