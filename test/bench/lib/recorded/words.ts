const words =
  'river stone morning market window letter garden winter bridge harbour lantern orchard paper silver thunder meadow engine copper island candle'.split(
    ' ',
  )

/** Words that look like language, the same for the same number. */
export function sentence(seed: number, length: number): string {
  return Array.from({ length }, (_, i) => words[(seed * 7 + i * i * 3 + i * 11) % words.length] ?? '').join(' ')
}
