import { toBase64 } from './base64'
import type { Json } from './json'
import type { Source } from './shape'

const { isView } = ArrayBuffer
const { construct } = Reflect
const Bytes = DataView

/**
 * The bytes of a buffer, typed array or DataView of any frame, as base64, the
 * first `most` of them; undefined for anything else. Throws when `claim` is a
 * lie: the view's constructor takes nothing but a real buffer.
 */
export function bytesForm(claim: string, value: Source, most: number): Json | undefined {
  const ofView = isView(value)
  if (!ofView && !/^(Shared)?ArrayBuffer$/.test(claim)) return undefined
  const size = Number(value.byteLength)
  const kept: DataView = construct(
    Bytes,
    ofView ? [value.buffer, value.byteOffset, Math.min(size, most)] : [value, 0, Math.min(size, most)],
  )
  const bytes: Json = { $: 'bytes', type: claim, v: toBase64(kept) }
  return size <= most ? bytes : { $: 'truncated', why: 'bytes', size, v: bytes }
}
