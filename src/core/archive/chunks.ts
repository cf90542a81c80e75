/** When a chunk is full (SPEC: C1). Part of the format. */
export const chunkLimits = { entries: 1000, characters: 1024 * 1024 } as const

/** What stands between the entries of a chunk. */
export const chunkSeparator = ',\n'

/** Cuts the entries of a session into chunks, by what came before alone: so entries that are added at the end change only the last one. */
export interface Chunker {
  /** Takes the next entry, whose JSON has so many UTF-16 code units. True when it is the last of its chunk. */
  add(characters: number): boolean
}

export function createChunker(): Chunker {
  let entries = 0
  let characters = 0
  return {
    add(length) {
      entries++
      characters += length
      if (entries < chunkLimits.entries && characters < chunkLimits.characters) return false
      entries = 0
      characters = 0
      return true
    },
  }
}
