/** One reference token of a JSON Pointer with its slash: `a/b` → `/a~1b` (RFC 6901). */
export function pointerPart(key: string | number): string {
  if (typeof key === 'number') return `/${key}`
  return `/${/[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key}`
}
