import { AppError } from '../errors'

const MiB = 1024 * 1024
const GiB = 1024 * MiB

/** What a reader takes at most (SPEC: L). Sizes in bytes. Tests give smaller ones. */
export interface ArchiveLimits {
  /** The file as it lies on the disk. */
  readonly file: number
  /** The document after decompression. */
  readonly unpacked: number
  /** Bytes out per byte in, once `ratioFrom` bytes have come out. */
  readonly ratio: number
  readonly ratioFrom: number
  /** One line of the document: one entry. */
  readonly line: number
  /** A document that is not in the writer's layout and has to be read in one piece. */
  readonly whole: number
  /** Levels of arrays and objects in one entry. */
  readonly depth: number
  /** Lists, objects and members in a line of JSON that is longer than `whole`; half as many values in YAML that is parsed at once. */
  readonly parts: number
  /** Values of MessagePack in one piece, and rows that the columns of one chunk stand for. */
  readonly values: number
  /** Rows that columns may stand for, by each byte of the document, beyond `values`. */
  readonly rowsPerByte: number
}

export const archiveLimits: ArchiveLimits = {
  file: 64 * GiB,
  unpacked: 64 * GiB,
  ratio: 200,
  ratioFrom: 64 * MiB,
  line: 256 * MiB,
  whole: 64 * MiB,
  depth: 1000,
  parts: 16 * MiB,
  values: 32 * MiB,
  rowsPerByte: 1024,
}

/** Throws `archive/too-large` for what unfolds to too much, `read` bytes of the file having given `unpacked` (SPEC: G6). */
export function checkUnpacked(unpacked: number, read: number, { unpacked: limit, ratio, ratioFrom }: ArchiveLimits): void {
  if (unpacked > limit) throw new AppError('archive/too-large', { what: 'its content', size: unpacked, limit })
  if (unpacked > ratioFrom && unpacked > read * ratio) {
    throw new AppError('archive/too-large', { what: `what unfolds from ${read} bytes`, size: unpacked, limit: read * ratio })
  }
}
