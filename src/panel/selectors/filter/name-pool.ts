/** Texts that come again and again, each once. Bounded: what is over the bounds is not kept. */
export interface NamePool {
  readonly names: readonly string[]
  /** Its number, or -1 when it is not kept. */
  codeOf(name: string): number
}

export function createNamePool(most: number, mostCharacters: number): NamePool {
  const names: string[] = []
  const codes = new Map<string, number>()
  let characters = 0
  return {
    names,
    codeOf(name) {
      const known = codes.get(name)
      if (known !== undefined) return known
      if (names.length >= most || characters + name.length > mostCharacters) return -1
      const own = copyOf(name)
      characters += own.length
      codes.set(own, names.length)
      return names.push(own) - 1
    },
  }
}

/** Engines keep the whole of a text alive for a part of it; a copy lets go of the segment that the name came from. */
function copyOf(name: string): string {
  return JSON.parse(JSON.stringify(name)) as string
}
