import { AppError } from '../errors'
import { pointerPart } from '../value'

/** The tokens of a JSON Pointer, unescaped: `/a~1b/0` → `['a/b', '0']`. Throws `value/bad-pointer`. */
export function pointerKeys(pointer: string): readonly string[] {
  if (pointer === '') return []
  if (!pointer.startsWith('/') || (pointer.includes('~') && /~(?![01])/.test(pointer)))
    throw new AppError('value/bad-pointer', { pointer: shorten(pointer) })
  const tokens = pointer.slice(1).split('/')
  return pointer.includes('~') ? tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')) : tokens
}

/** The JSON Pointer that leads along `keys`. */
export function pointerOf(keys: readonly (string | number)[]): string {
  return keys.map(pointerPart).join('')
}

/** A pointer fit for an error's text. */
export function shorten(pointer: string): string {
  return pointer.length <= 200 ? pointer : `${pointer.slice(0, 200)}…`
}
