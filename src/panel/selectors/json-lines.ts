import { isJsonObject, type Json } from '../../core/value'

/** A value as pretty JSON text, of which only the lines that somebody looks at are ever written. */
export interface JsonLines {
  readonly count: number
  /** Lines `from` up to, not including, `until`, as `JSON.stringify(value, null, 2)` writes them; very long strings are cut. */
  lines(from: number, until: number): readonly string[]
}

/** Counts lines, and remembers them by the part of a state: the next state shares most of its parts. */
export interface LineCounter {
  /** Yields how far it is, from 0 to 1. */
  measure(root: Json): Generator<number, JsonLines>
}

type Container = readonly Json[] | Readonly<Record<string, Json>>

/** What is remembered of a container that is too wide to be walked through for each line. */
interface Wide {
  readonly keys: readonly string[] | undefined
  /** The line of each child within the container. */
  readonly starts: Uint32Array
}

interface Frame {
  readonly of: Container
  readonly keys: readonly string[] | undefined
  readonly size: number
  readonly starts: Uint32Array | undefined
  at: number
  lines: number
}

const WIDE = 64
/** Steps between two chances to pause. */
const STRIDE = 2_000
/** Characters of a string that are shown on its line. */
const STRING_LENGTH = 5_000

export function createLineCounter(): LineCounter {
  const counts = new WeakMap<object, number>()
  const wide = new WeakMap<object, Wide>()

  const linesOf = (value: Json): number => (isContainer(value) ? (counts.get(value) ?? 1) : 1)

  function frameOf(of: Container): Frame {
    const keys = Array.isArray(of) ? undefined : Object.keys(of)
    const size = keys?.length ?? (of as readonly Json[]).length
    return { of, keys, size, starts: size > WIDE ? new Uint32Array(size) : undefined, at: 0, lines: size === 0 ? 1 : 2 }
  }

  function finish({ of, keys, starts, lines }: Frame): void {
    counts.set(of, lines)
    if (starts !== undefined) wide.set(of, { keys, starts })
  }

  function* measure(root: Json): Generator<number, JsonLines> {
    const stack: Frame[] = isContainer(root) && !counts.has(root) ? [frameOf(root)] : []
    for (let steps = 1; stack.length > 0; steps++) {
      if (steps % STRIDE === 0) yield shareDone(stack)
      const frame = stack[stack.length - 1] as Frame
      if (frame.at === frame.size) {
        finish(frame)
        stack.pop()
        continue
      }
      const child = childAt(frame.of, frame.keys, frame.at)
      if (isContainer(child) && !counts.has(child)) {
        stack.push(frameOf(child))
        continue
      }
      if (frame.starts !== undefined) frame.starts[frame.at] = frame.lines - 1
      frame.lines += linesOf(child)
      frame.at++
    }
    return { count: linesOf(root), lines: (from, until) => write(root, from, until) }
  }

  function write(root: Json, from: number, until: number): readonly string[] {
    const out: string[] = []
    emit(root, '', '', '', 0)
    return out

    function put(line: number, text: string): void {
      if (line >= from && line < until) out.push(text)
    }

    /** Writes what of `value`, whose first line is `line`, lies in the window. */
    function emit(value: Json, indent: string, label: string, end: string, line: number): void {
      const count = linesOf(value)
      if (line + count <= from || line >= until) return
      if (!isContainer(value) || count === 1) {
        put(line, indent + label + leafText(value) + end)
        return
      }
      const [open, close] = Array.isArray(value) ? '[]' : '{}'
      put(line, `${indent}${label}${open}`)
      const known = wide.get(value)
      const keys = known?.keys ?? (Array.isArray(value) ? undefined : Object.keys(value))
      const size = keys?.length ?? (value as readonly Json[]).length
      let at = known === undefined ? 0 : lastAtOrBefore(known.starts, from - line)
      let next = line + (known?.starts[at] ?? 1)
      for (; at < size && next < until; at++) {
        const child = childAt(value, keys, at)
        const key = keys === undefined ? '' : `${JSON.stringify(keys[at])}: `
        emit(child, `${indent}  `, key, at === size - 1 ? '' : ',', next)
        next += linesOf(child)
      }
      put(line + count - 1, indent + close + end)
    }
  }

  return { measure }
}

function isContainer(value: Json): value is Container {
  return typeof value === 'object' && value !== null
}

function childAt(of: Container, keys: readonly string[] | undefined, at: number): Json {
  return (keys === undefined ? (of as readonly Json[])[at] : (of as Readonly<Record<string, Json>>)[keys[at] ?? '']) ?? null
}

function leafText(value: Json): string {
  if (isContainer(value)) return isJsonObject(value) ? '{}' : '[]'
  if (typeof value !== 'string' || value.length <= STRING_LENGTH) return JSON.stringify(value)
  return `${JSON.stringify(value.slice(0, STRING_LENGTH)).slice(0, -1)}…"`
}

/** The last place whose line is at or before `line`. */
function lastAtOrBefore(starts: Uint32Array, line: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= line) low = middle
    else high = middle - 1
  }
  return low
}

/** How much of a walk is done, by the places in the containers on the way. */
export function shareDone(stack: readonly { readonly at: number; readonly size: number }[]): number {
  let share = 0
  let part = 1
  for (const { at, size } of stack) {
    part /= Math.max(1, size)
    share += at * part
  }
  return share
}
