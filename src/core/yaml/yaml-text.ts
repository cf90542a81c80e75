import { DEFAULT_SCALAR_STYLE_RULES, type DumpOptions, dump, SCALAR_STYLE, type ScalarStyleRule } from 'js-yaml'
import { createTextParts, type Pieces, type TextParts } from '../pieces'
import { isJsonObject, type Json, PIECE, setOwn, weigh } from '../value'

/** JSON as YAML, a piece of such a weight at a time: yields how far it is, from 0 to 1. */
export function* yamlText(json: Json, piece = PIECE): Pieces<string> {
  const out = createTextParts()
  yield* write({ out, piece }, json, { first: '', rest: '' }, 0, 1)
  return out.text()
}

/** JSON as whole lines of YAML that stand in a larger document: what is before the first of them, and before each other one. */
export function yamlLines(json: Json, first: string, rest: string): string {
  return indented(block(json), { first, rest })
}

interface Writing {
  readonly out: TextParts
  readonly piece: number
}

/** What stands before the first line of a block, and before all others. */
interface Margin {
  readonly first: string
  readonly rest: string
}

/** Writes what may take `from` to `until` of the whole time. */
function* write(writing: Writing, json: Json, margin: Margin, from: number, until: number): Pieces<void> {
  const { out, piece } = writing
  const keys = isJsonObject(json) ? Object.keys(json) : undefined
  const size = keys?.length ?? (Array.isArray(json) ? json.length : 0)
  if (size === 0 || weigh(json, piece) <= piece) {
    out.add(indented(block(json), margin))
    return
  }
  const group = keys === undefined ? createItems() : createEntries()
  let next = margin
  function flush(): void {
    if (group.weight === 0) return
    out.add(indented(block(group.take()), next))
    next = { first: margin.rest, rest: margin.rest }
  }
  for (let at = 0; at < size; at++) {
    const share = from + ((until - from) * at) / size
    yield share
    const key = keys?.[at] ?? ''
    const child: Json = (isJsonObject(json) ? json[key] : (json as readonly Json[])[at]) ?? null
    const weight = weigh(child, piece)
    if (group.weight + weight > piece) flush()
    if (weight <= piece) {
      group.add(key, child, weight)
      continue
    }
    const rest = `${margin.rest}  `
    if (keys === undefined) yield* write(writing, child, { first: `${next.first}- `, rest }, share, share + (until - from) / size)
    else {
      out.add(indented(`${keyLine(key)}\n`, next))
      yield* write(writing, child, { first: rest, rest }, share, share + (until - from) / size)
    }
    next = { first: margin.rest, rest: margin.rest }
  }
  flush()
}

/** Children that are written together. */
interface Group {
  readonly weight: number
  add(key: string, child: Json, weight: number): void
  take(): Json
}

function createItems(): Group {
  let items: Json[] = []
  let weight = 0
  return {
    get weight() {
      return weight
    },
    add(_, child, more) {
      items.push(child)
      weight += more
    },
    take() {
      const taken = items
      items = []
      weight = 0
      return taken
    },
  }
}

function createEntries(): Group {
  let entries: Record<string, Json> = {}
  let weight = 0
  return {
    get weight() {
      return weight
    },
    add(key, child, more) {
      setOwn(entries, key, child)
      weight += more
    },
    take() {
      const taken = entries
      entries = {}
      weight = 0
      return taken
    },
  }
}

/** At the start of a line these part documents, whatever follows; js-yaml leaves such a key bare when a blank does. */
const quoteDocumentMarks: ScalarStyleRule = (layout) => {
  if (layout.style === SCALAR_STYLE.PLAIN && /^(?:---|\.\.\.)/.test(layout.node.value)) layout.style = SCALAR_STYLE.SINGLE_QUOTED
}

/**
 * Lines that begin with a blank or end in empty ones need marks that depend on
 * where in the document they stand; in quotes they stand anywhere.
 */
const quoteOddLines: ScalarStyleRule = (layout) => {
  if (/^\s|\n\n$/.test(layout.node.value)) layout.style = SCALAR_STYLE.DOUBLE_QUOTED
}

let made: DumpOptions | undefined

/** Made when first needed, so that a bundle that writes no YAML holds nothing of it. */
function options(): DumpOptions {
  made ??= {
    // The same part may stand in a state twice; a name for it would be no JSON any more.
    noRefs: true,
    lineWidth: -1,
    scalarStyleRules: [quoteDocumentMarks, quoteOddLines, ...Object.values(DEFAULT_SCALAR_STYLE_RULES)],
  }
  return made
}

function block(json: Json): string {
  return dump(json, options())
}

/** A key up to its colon. */
function keyLine(key: string): string {
  const entry: Record<string, Json> = {}
  setOwn(entry, key, null)
  return block(entry).replace(/ null\n$/, '')
}

/** Whole lines further in. Lines without anything are the same anywhere. */
function indented(text: string, { first, rest }: Margin): string {
  if (first === '' && rest === '') return text
  return text
    .split('\n')
    .map((line, at) => (at === 0 ? first + line : line === '' ? '' : rest + line))
    .join('\n')
}
