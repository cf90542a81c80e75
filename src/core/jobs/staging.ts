import type { Bytes } from '../archive'

/**
 * Files on their way out of or into the product: kept over restarts, seen by
 * nobody else. Rejections are `AppError`s with code `job/staging`.
 */
export interface Staging {
  /** A new file, or the one of that name emptied. */
  create(name: string): Promise<StagingSink>
  open(name: string): Promise<StagedFile>
  /** Fine when there is none. */
  remove(name: string): Promise<void>
  list(): Promise<readonly string[]>
}

export interface StagingSink {
  write(bytes: Bytes): Promise<void>
  /** What was written stays; nothing can be added. */
  close(): Promise<void>
  /** Gives the file up: nothing of it stays. */
  abort(): Promise<void>
}

export interface StagedFile {
  /** Bytes. */
  readonly size: number
  /** From the beginning, as often as wanted. */
  read(): AsyncIterable<Bytes>
}
