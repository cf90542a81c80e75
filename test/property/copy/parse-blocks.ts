import type { Json } from '../../../src/core/value'

/** Reads the part of YAML that `yamlText` writes: blocks of keys and dashes, JSON scalars and plain words. */
export function parseBlocks(text: string): Json {
  const lines = text.split('\n').slice(0, -1)
  let at = 0

  const depthOf = (line: string): number => line.length - line.trimStart().length

  function block(indent: number): Json {
    const line = lines[at] ?? ''
    if (line.slice(indent).startsWith('- ')) return list(indent)
    return keyed(line.slice(indent)) === undefined ? scalar(lines[at++]?.slice(indent) ?? '') : object(indent)
  }

  function list(indent: number): Json {
    const items: Json[] = []
    while (at < lines.length && depthOf(lines[at] ?? '') === indent && lines[at]?.slice(indent).startsWith('- ')) {
      lines[at] = `${' '.repeat(indent + 2)}${lines[at]?.slice(indent + 2)}`
      items.push(block(indent + 2))
    }
    return items
  }

  function object(indent: number): Json {
    const entries: [string, Json][] = []
    while (at < lines.length && depthOf(lines[at] ?? '') === indent) {
      const pair = keyed(lines[at]?.slice(indent) ?? '')
      if (pair === undefined) break
      at++
      entries.push([pair.key, pair.rest === '' ? block(depthOf(lines[at] ?? '')) : scalar(pair.rest)])
    }
    return Object.fromEntries(entries)
  }

  return block(0)
}

function keyed(line: string): { readonly key: string; readonly rest: string } | undefined {
  const [, quoted, plain, rest] = /^(?:("(?:[^"\\]|\\.)*")|([^":]+)):(?: (.+))?$/s.exec(line) ?? []
  if (quoted === undefined && plain === undefined) return undefined
  return { key: quoted === undefined ? (plain ?? '') : JSON.parse(quoted), rest: rest ?? '' }
}

/** Plain words are themselves; everything that means something else is written as JSON. */
function scalar(text: string): Json {
  return /^(?:["[{\d-]|true$|false$|null$)/.test(text) ? JSON.parse(text) : text
}
