/**
 * Lines of text, kept as one text: a string of its own for each costs more than
 * the letters of a short one, and a search through one text is one search.
 */
export interface JoinedLines {
  /** Bytes that they take, and where each begins. */
  readonly size: number
  /** Adds lines behind the last. None of them holds a line feed. */
  add(lines: readonly string[]): void
  line(place: number): string
  /** For each line 1 if it holds `text`, which is in lower case, in any case; else 0. */
  holding(text: string): Uint8Array
}

/** What an engine cannot keep in one byte a letter. */
const wide = /[^\0-\xff]/

/** Empty. */
export function createJoinedLines(): JoinedLines {
  let all = ''
  let count = 0
  let size = 0
  /** Where lines begin, and one behind the end, as if one more followed. Made when it is asked for. */
  let starts: Uint32Array | undefined

  function startsOf(): Uint32Array {
    if (starts !== undefined) return starts
    starts = new Uint32Array(count + 1)
    for (let place = 1; place < count; place++) starts[place] = all.indexOf('\n', starts[place - 1]) + 1
    starts[count] = all.length + 1
    return starts
  }

  function line(place: number): string {
    const at = startsOf()
    return all.slice(at[place], (at[place + 1] ?? 0) - 1)
  }

  return {
    get size() {
      return size
    },
    add(lines) {
      if (lines.length === 0) return
      const more = lines.join('\n')
      all = count === 0 ? more : `${all}\n${more}`
      count += lines.length
      size += (more.length + 1) * (wide.test(more) ? 2 : 1) + lines.length * Uint32Array.BYTES_PER_ELEMENT
      starts = undefined
    },
    line,
    holding(text) {
      const holds = new Uint8Array(count)
      const lower = all.toLowerCase()
      // A few letters become two in lower case, and then nothing is where it was.
      if (lower.length !== all.length) {
        for (let place = 0; place < count; place++) if (line(place).toLowerCase().includes(text)) holds[place] = 1
        return holds
      }
      const at = startsOf()
      let place = 0
      for (let found = lower.indexOf(text); found >= 0 && place < count; found = lower.indexOf(text, at[place])) {
        while ((at[place + 1] ?? 0) <= found) place++
        holds[place++] = 1
      }
      return holds
    },
  }
}
