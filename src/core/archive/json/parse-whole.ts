import { AppError } from '../../errors'
import { jsonFault } from '../../value'
import type { Bytes } from '../bytes'
import { createUtf8Decoder } from '../utf8'

/** A JSON document in one piece, laid out in any way. Throws with the line and column of what is wrong. */
export function parseJson(bytes: Bytes): unknown {
  const text = createUtf8Decoder()(bytes, 0).replace(/^\ufeff/, '')
  try {
    return JSON.parse(text)
  } catch (error) {
    const fault = jsonFault(text)
    const before = text.slice(0, fault?.at ?? 0)
    const at = `line ${before.split('\n').length}, column ${before.length - before.lastIndexOf('\n')}`
    if (fault?.why === 'it ends too early') throw new AppError('archive/truncated', { at }, error)
    if (fault?.why === 'something follows the end') throw new AppError('archive/trailing-data', { at }, error)
    throw new AppError('archive/bad-json', { at, why: fault?.why ?? 'it cannot be parsed' }, error)
  }
}
