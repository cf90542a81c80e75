/** A pattern in which `*` stands for any text, as a test of whole texts; case does not count where `fold`. Linear in the length of both. */
export function globTest(glob: string, fold = false): (text: string) => boolean {
  const parts = (fold ? glob.toLowerCase() : glob).split('*')
  const [first = ''] = parts
  const last = parts.at(-1) ?? ''
  return (given) => {
    const text = fold ? given.toLowerCase() : given
    if (parts.length === 1) return text === first
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
    let at = first.length
    const until = text.length - last.length
    for (const part of parts.slice(1, -1)) {
      const found = text.indexOf(part, at)
      if (found < 0 || found + part.length > until) return false
      at = found + part.length
    }
    return true
  }
}

/** The longest run of letters that everything which fits has in it; empty when there is none. */
export function globStem(glob: string): string {
  const runs = glob.toLowerCase().match(/[a-z]{2,}/g) ?? []
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '')
}
