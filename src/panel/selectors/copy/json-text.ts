import { createTextParts, type Pieces, type TextParts } from '../../../core/pieces'
import { type Json, PIECE, weigh } from '../../../core/value'

/** JSON as `JSON.stringify` writes it, on lines of their own or on one, a piece of such a weight at a time. */
export function* jsonText(json: Json, onLines = true, piece = PIECE): Pieces<string> {
  const out = createTextParts()
  yield* write({ out, onLines, piece }, json, '', 0, 1)
  return out.text()
}

interface Writing {
  readonly out: TextParts
  readonly onLines: boolean
  readonly piece: number
}

function* write(writing: Writing, json: Json, indent: string, from: number, until: number): Pieces<void> {
  const { out, onLines, piece } = writing
  yield from
  if (typeof json !== 'object' || json === null || weigh(json, piece) <= piece) {
    out.add(onLines ? JSON.stringify(json, null, 2).replaceAll('\n', `\n${indent}`) : JSON.stringify(json))
    return
  }
  const keys = Array.isArray(json) ? undefined : Object.keys(json)
  const children: readonly Json[] = Array.isArray(json) ? json : Object.values(json)
  const deeper = `${indent}  `
  const [open, close] = keys === undefined ? '[]' : '{}'
  for (const [at, child] of children.entries()) {
    out.add((at === 0 ? open : ',') + (onLines ? `\n${deeper}` : ''))
    if (keys !== undefined) out.add(JSON.stringify(keys[at] ?? '') + (onLines ? ': ' : ':'))
    yield* write(
      writing,
      child,
      deeper,
      from + ((until - from) * at) / children.length,
      from + ((until - from) * (at + 1)) / children.length,
    )
  }
  if (children.length === 0) out.add(`${open}${close}`)
  else out.add(onLines ? `\n${indent}${close}` : `${close}`)
}
