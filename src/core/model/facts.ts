import type { Patch } from '../timeline/patch-types'

/**
 * What a type of entry tells about itself in numbers and names, so that lists
 * can filter by it without the entry. Told to a sink, because an object per
 * entry would be felt where entries are written.
 */
export interface FactSink {
  /** The address that the entry is about. */
  url(url: string): void
  /** The method of a request. */
  method(method: string): void
  /** An HTTP status; 0 where there was none. */
  status(status: number): void
  /** Bytes that went over the network, where known. */
  size(bytes: number | undefined): void
  /** Milliseconds that the thing took. */
  duration(milliseconds: number): void
  /** What a change of state changed. */
  patch(patch: Patch): void
}
