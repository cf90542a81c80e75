import type { Json } from '../value/json'

/**
 * One step of a patch: RFC 6902, the three operations that a recording needs.
 * `path` is a JSON Pointer (RFC 6901) into the tagged JSON of the source.
 */
export type PatchOp =
  | { readonly op: 'add'; readonly path: string; readonly value: Json }
  | { readonly op: 'replace'; readonly path: string; readonly value: Json }
  | { readonly op: 'remove'; readonly path: string }

export type Patch = readonly PatchOp[]
