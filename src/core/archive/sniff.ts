import type { ArchiveFormat } from './encoder'

/** What a file is, told by its first bytes; never by its name (SPEC: R1). */
export type Sniffed =
  | { readonly is: 'gzip' }
  /** `version` where it stands at the beginning. */
  | { readonly is: 'archive'; readonly format: ArchiveFormat; readonly version?: number | undefined }
  /** No archive: `what` completes “it …”. */
  | { readonly is: 'foreign'; readonly what: string }

/** As many bytes as the telling marks of the formats below need. */
export const sniffLength = 4096

const magic: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'is a ZIP archive'],
  ['\x89PNG', 'is a PNG image'],
  ['\xff\xd8\xff', 'is a JPEG image'],
  ['%PDF', 'is a PDF document'],
  ['SQLite format 3', 'is an SQLite database'],
  ['\x28\xb5\x2f\xfd', 'is compressed with zstd, not gzip'],
  ['\xfd7zXZ', 'is compressed with xz, not gzip'],
  ['BZh', 'is compressed with bzip2, not gzip'],
  ['\xff\xfe', 'is text in UTF-16, not UTF-8'],
  ['\xfe\xff', 'is text in UTF-16, not UTF-8'],
]

const texts: readonly (readonly [RegExp, string])[] = [
  [/^\s*\{\s*"log"\s*:\s*\{/, 'is a HAR file (recorded network requests)'],
  [/^\s*(?:\{[^[\]]*"traceEvents"\s*:|\[\s*\{[^{}]*"ph"\s*:)/, 'is a performance trace of Chrome'],
  [/^\s*\{\s*"meta"\s*:\s*\{[^{}]*"(?:interval|startTime|preprocessedProfileVersion)"/, 'is a profile of the Firefox Profiler'],
  [/^\s*\{\s*"nodes"\s*:\s*\[/, 'is a CPU profile'],
  [/^\s*\{\s*"snapshot"\s*:\s*\{/, 'is a heap snapshot'],
  [/^\s*\{[^{}]*"(?:payload|preloadedState)"\s*:\s*"[[{]/, 'is an export of Redux DevTools'],
  [/^\s*\[\s*\{[^{}]*"type"\s*:\s*\d/, 'is a recording of rrweb'],
  [/^\s*\{\s*"version"\s*:\s*3\s*,/, 'is a source map'],
  [/^\s*<(?:!doctype\s+html|html)/i, 'is a web page'],
  [/^\s*</, 'is XML'],
]

/** How a document of each format begins that says its version first. */
const beginnings: readonly (readonly [ArchiveFormat, RegExp])[] = [
  ['json', /^\s*\{\s*"schema"\s*:\s*"playhead\/archive"\s*,\s*"schemaVersion"\s*:\s*(\d{1,9})\s*[,}]/],
  ['yaml', /^(?:---\s+)?schema: ["']?playhead\/archive["']?\s*\nschemaVersion: (\d{1,9})\s*\n/],
]

/** A map of MessagePack, and soon in it the name of the schema. */
const msgpack = /^(?:[\x80-\x8f]|\xde..|\xdf....)[\s\S]{0,4000}playhead\/archive/
/** The same in YAML of any order. */
const yaml = /(?:^|\n)["']?schema["']?\s*:\s*["']?playhead\/archive["']?\s*(?:\n|$)/

/** `head`: the first `sniffLength` bytes of a file, or all of a shorter one. */
export function sniff(head: Uint8Array): Sniffed {
  if (head.length === 0) return { is: 'foreign', what: 'is empty' }
  if (head[0] === 0x1f && (head[1] === 0x8b || head.length === 1)) return { is: 'gzip' }
  // One character per byte: enough to tell marks that are all ASCII.
  const text = Array.from(head, (byte) => String.fromCharCode(byte)).join('')
  const known = magic.find(([mark]) => text.startsWith(mark))
  if (known !== undefined) return { is: 'foreign', what: known[1] }
  const plain = text.replace(/^\xef\xbb\xbf/, '')
  for (const [format, beginning] of beginnings) {
    const version = beginning.exec(plain)?.[1]
    if (version !== undefined) return { is: 'archive', format, version: Number(version) }
  }
  const told = texts.find(([pattern]) => pattern.test(plain))
  if (told !== undefined) return { is: 'foreign', what: told[1] }
  if (msgpack.test(text)) return { is: 'archive', format: 'msgpack' }
  if (/^\s*(?:\{|$)/.test(plain)) return { is: 'archive', format: 'json' }
  if (yaml.test(plain)) return { is: 'archive', format: 'yaml' }
  return { is: 'foreign', what: /^\s*\[/.test(plain) ? 'is a list, not an archive' : 'does not begin as one' }
}
