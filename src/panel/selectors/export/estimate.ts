import type { ArchiveFormat, Compression } from '../../../core/archive'
import type { Kind, SessionCounts } from '../../../core/model'
import { type ExportShape, holds } from './choice'
import type { KindCounts } from './kept'

/**
 * Sizes of files as shares of each other, measured with `playhead convert` at three
 * recordings of the benchmarks (`test/bench/recorded`: cms, viewer, swagger; 4.5 to 6.4 MB):
 *
 * - plain, of the bytes that a session takes as JSON: YAML 1.46 to 2.19, MessagePack 0.21 to 0.31
 * - packed, JSON of plain JSON: 0.028, 0.049, 0.066; where a sample of the session could be packed, that is taken instead
 * - packed, of packed JSON: YAML 1.25 to 1.75, MessagePack 0.33 to 0.53
 * - `small`, of `default`: 0.95 to 0.99
 * - states without history, of all of them: 0.01, 0.06, 0.38
 *
 * What is there beside the entries, and the columns and texts of MessagePack, which a
 * small file has as well, are of a visit of 31 entries.
 */
const plain: Readonly<Record<ArchiveFormat, number>> = { json: 1, yaml: 1.8, msgpack: 0.25 }
const packed: Readonly<Record<ArchiveFormat, number>> = { json: 1, yaml: 1.45, msgpack: 0.43 }
const usuallyPacked = 0.05
const smallOfDefault = 0.96
const lastStates = 0.1
const names: readonly Kind[] = ['state', 'component', 'event', 'performance']
/** What a file holds beside what grows with its entries, in bytes. */
const frame: Readonly<Record<ArchiveFormat, { readonly plain: number; readonly packed: number }>> = {
  json: { plain: 1500, packed: 700 },
  yaml: { plain: 1500, packed: 700 },
  msgpack: { plain: 5500, packed: 2500 },
}

/** What a look at some entries of a session found. */
export interface ExportSample {
  /** Bytes of an entry as JSON, by kind, where there was one. */
  readonly bytes: Readonly<Partial<Record<Kind, number>>>
  /** How small the same get when they are packed, as a share. */
  readonly packed: number
}

/** Bytes of the entries that go in as plain JSON, roughly. */
export function plainBytes(
  { entries, bytes, kinds: counted }: SessionCounts,
  kept: KindCounts,
  shape: Pick<ExportShape, 'without'>,
  sample?: ExportSample,
): number {
  if (entries === 0) return 0
  const mean = bytes / entries
  const sizeOf = (kind: Kind): number => sample?.bytes[kind] ?? mean
  // What the sample says of each kind is held against what the store knows of all.
  const told = names.reduce((sum, kind) => sum + counted[kind] * sizeOf(kind), 0)
  const scale = told > 0 ? bytes / told : 1
  const sum = names.filter((kind) => holds(shape, kind)).reduce((all, kind) => all + kept[kind] * sizeOf(kind) * share(kind, shape), 0)
  return sum * scale
}

function share(kind: Kind, shape: Pick<ExportShape, 'without'>): number {
  return kind === 'state' && !holds(shape, 'history') ? lastStates : 1
}

/** The size of the file that entries of so many bytes as plain JSON make, roughly. */
export function fileBytes(bytes: number, format: ArchiveFormat, compression: Compression, sample?: ExportSample): number {
  if (compression === 'none') return frame[format].plain + bytes * plain[format]
  const entries = bytes * (sample?.packed ?? usuallyPacked) * packed[format]
  return frame[format].packed + entries * (compression === 'small' ? smallOfDefault : 1)
}
