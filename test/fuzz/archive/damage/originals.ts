import { gzipSync } from 'node:zlib'
import { decode, encode } from '@msgpack/msgpack'
import { dump } from 'js-yaml'
import type { ArchiveFormat, ArchivePart } from '../../../../src/core/archive'
import { gzipped, joined, partsOf, type WholeSession, writtenAs } from '../../../unit/archive/support'
import { contentOf } from './content'

// biome-ignore lint/suspicious/noExplicitAny: what a damaged document holds has no type
export type Tree = any

/** A whole archive in one format and layout, and the ways to take it apart. */
export interface Original {
  readonly name: string
  readonly format: ArchiveFormat
  /** As it lies on a disk. */
  readonly file: Buffer
  /** The document that the file holds. */
  readonly document: Buffer
  /** The document of other sessions, in the same layout. */
  readonly other: Buffer
  /** False where the members were sorted, so that nothing vouches for the content (SPEC: C6). */
  readonly verified: boolean
  /** What reading it gives. */
  readonly parts: readonly ArchivePart[]
  /** The document decoded, anew each time. */
  tree(document: Buffer): Tree
  /** A document in this layout. */
  write(tree: Tree): Buffer
  /** A file of a document. */
  pack(document: Buffer): Buffer
}

type Layout = Pick<Original, 'write'> & {
  readonly format: ArchiveFormat
  readonly name: string
  readonly sorted?: true
  readonly packed?: true
}

const text = (value: string): Buffer => Buffer.from(value)

/** Damage nests deeper than others' encoder goes by itself. */
const deep = { maxDepth: 5000 }

const layouts: readonly Layout[] = [
  { format: 'json', name: 'in lines', write: (tree) => text(inLines(tree)) },
  { format: 'json', name: 'in lines, packed', packed: true, write: (tree) => text(inLines(tree)) },
  { format: 'json', name: 'indented', write: (tree) => text(JSON.stringify(tree, null, 2)) },
  { format: 'json', name: 'in one line, packed', packed: true, write: (tree) => text(JSON.stringify(tree)) },
  { format: 'json', name: 'sorted', sorted: true, write: (tree) => text(JSON.stringify(sorted(tree), null, 1)) },
  { format: 'yaml', name: 'in blocks', write: (tree) => text(asYaml(tree)) },
  { format: 'yaml', name: 'in blocks, packed', packed: true, write: (tree) => text(asYaml(tree)) },
  { format: 'yaml', name: 'folded, with comments', write: (tree) => text(`# A file\n---\n${dump(tree, { noRefs: true, lineWidth: 60 })}`) },
  {
    format: 'yaml',
    name: 'with flows and CRLF',
    write: (tree) => text(dump(tree, { noRefs: true, flowLevel: 4 }).replaceAll('\n', '\r\n')),
  },
  { format: 'yaml', name: 'sorted', sorted: true, write: (tree) => text(dump(sorted(tree), { noRefs: true })) },
  { format: 'msgpack', name: 'as written', write: (tree) => Buffer.from(encode(tree, deep)) },
  { format: 'msgpack', name: 'as written, packed', packed: true, write: (tree) => Buffer.from(encode(tree, deep)) },
  { format: 'msgpack', name: 'in floats', write: (tree) => Buffer.from(encode(tree, { forceIntegerToFloat: true, ...deep })) },
  { format: 'msgpack', name: 'sorted', write: (tree) => Buffer.from(encode(tree, { sortKeys: true, ...deep })) },
]

const trees: Readonly<Record<ArchiveFormat, (document: Buffer, of: Tree) => Tree>> = {
  json: (document) => JSON.parse(document.toString()),
  // Parsing YAML takes far longer than to copy what it says.
  yaml: (_, of) => structuredClone(of),
  msgpack: (document) => decode(document),
}

/** All originals of a format, with so many typical entries. */
export async function originalsOf(format: ArchiveFormat, typical: number): Promise<readonly Original[]> {
  const own = await writtenAs(format, contentOf(typical))
  const others = await writtenAs(format, otherContent(typical))
  const json = format === 'msgpack' ? undefined : JSON.parse((await writtenAs('json', contentOf(typical))).toString())
  const otherJson = format === 'msgpack' ? undefined : JSON.parse((await writtenAs('json', otherContent(typical))).toString())
  return Promise.all(
    layouts
      .filter((layout) => layout.format === format)
      .map(async ({ name, write, packed, sorted: isSorted }): Promise<Original> => {
        const isWritten = /^(?:in lines|in blocks|as written)/.test(name)
        const document = isWritten ? own : write(json ?? decode(own))
        const other = isWritten ? others : write(otherJson ?? decode(others))
        const file = packed ? await gzipped(document) : document
        return {
          ...{ name: `${format} ${name}`, format, file, document, other, write },
          verified: isSorted !== true,
          parts: joined(await partsOf(file)),
          tree: (of) => trees[format](of, of === other ? otherJson : json),
          pack: (of) => (packed ? gzipSync(of) : of),
        }
      }),
  )
}

function otherContent(typical: number): readonly WholeSession[] {
  const [first, ...rest] = contentOf(typical)
  return first === undefined ? rest : [{ ...first, meta: { ...first.meta, name: 'Checkout works' } }, ...rest]
}

/** A document in the layout of our writer, as far as it has the shape for that. */
function inLines(tree: Tree): string {
  const { sessions, summary, ...header } = tree ?? {}
  const isUsual = Array.isArray(sessions) && sessions.every((session) => typeof session === 'object' && session !== null)
  if (!isUsual) return JSON.stringify(tree)
  const list = (name: string, items: Tree, end: string): string =>
    Array.isArray(items)
      ? `"${name}":[\n${items.map((item) => `${JSON.stringify(item)}${item === items.at(-1) ? '' : ','}\n`).join('')}${end}\n`
      : ''
  const parts = sessions.map(({ meta, documents, notes, view, entries }, at) => {
    const viewed = view === undefined ? '' : `"view":${JSON.stringify(view)},\n`
    const frame = `{"meta":${JSON.stringify(meta)},\n${list('documents', documents, '],')}${list('notes', notes, '],')}${viewed}`
    return `${frame}${list('entries', entries, at === sessions.length - 1 ? ']}' : ']},')}`
  })
  return `${JSON.stringify(header).slice(0, -1)},"sessions":[\n${parts.join('')}],\n"summary":${JSON.stringify(summary)}}\n`
}

function asYaml(tree: Tree): string {
  return dump(tree, { noRefs: true, lineWidth: -1 })
}

/** With the members of every object in the order of their names, as many tools write them. */
export function sorted(value: Tree): Tree {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])]),
  )
}
