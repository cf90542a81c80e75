/**
 * Lines of text, kept as one text: a string of its own for each costs more than
 * the letters of a short one, and a search through one text is one search.
 */
export interface JoinedLines {
  /** Bytes that the letters take. */
  readonly size: number
  /** Adds lines behind the last. None of them holds a line feed. */
  add(lines: readonly string[]): void
  line(place: number): string
  /** For each line 1 if it holds `text`, which is in lower case, in any case; else 0. */
  holding(text: string): Uint8Array
  /** Lets go of where lines begin, which `line` found out and keeps: for short ones that takes as much as they do. */
  rest(): void
}

/** What an engine cannot keep in one byte a letter. */
const wide = /[^\0-\xff]/

/** Empty. */
export function createJoinedLines(): JoinedLines {
  let all = ''
  let count = 0
  let size = 0
  /** Where lines begin, and one behind the end, as if one more followed. */
  let starts: Uint32Array | undefined

  function startsOf(): Uint32Array {
    const found = new Uint32Array(count + 1)
    for (let place = 1; place < count; place++) found[place] = all.indexOf('\n', found[place - 1]) + 1
    found[count] = all.length + 1
    return found
  }

  function line(place: number): string {
    starts ??= startsOf()
    return all.slice(starts[place], (starts[place + 1] ?? 0) - 1)
  }

  /** By searching each line alone. */
  function holdingAlone(text: string): Uint8Array {
    return Uint8Array.from(all.split('\n'), (each) => Number(each.toLowerCase().includes(text)))
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
      size += (more.length + 1) * (wide.test(more) ? 2 : 1)
      starts = undefined
    },
    line,
    holding(text) {
      if (count === 0) return new Uint8Array()
      const lower = all.toLowerCase()
      // A few letters become two in lower case, and then nothing is where it was.
      if (lower.length !== all.length) return holdingAlone(text)
      const holds = new Uint8Array(count)
      let place = 0
      let end = lower.indexOf('\n')
      for (let found = lower.indexOf(text); found >= 0; found = lower.indexOf(text, end)) {
        for (; end >= 0 && end < found; end = lower.indexOf('\n', end + 1)) place++
        holds[place] = 1
        if (end < 0) break
      }
      return holds
    },
    rest() {
      starts = undefined
    },
  }
}
