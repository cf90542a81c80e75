/** A name as JavaScript has them: it needs no quotes. */
export const plainName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u
const index = /^\d+$/

/** One step of a path as people write it. `first`: nothing stands before it; `inList`: it is a place in a list. */
export function stepText(key: string, first: boolean, inList: boolean): string {
  if (inList) return `[${key}]`
  // At the beginning, `$` alone is the whole state.
  if (plainName.test(key) && !(first && key === '$')) return first ? key : `.${key}`
  return `[${JSON.stringify(key)}]`
}

/** Stands in a plain pointer for an entry of a Map, before its number; no key is escaped so. */
const entryMark = '~m'
/** Any entry of a Map. */
export const anyEntry = `${entryMark}*`

/** The part of a plain pointer that is the entry of a Map with this number. */
export function entryPart(number: string): string {
  return entryMark + number
}

/**
 * A JSON Pointer into tagged JSON without what only the tags need: the `v`
 * around what they hold, and the pairs of a Map: `/seen/v/0/1/on` → `/seen/~m0/on`.
 * Told by the looks of the pointer alone, so a page's own key `v` with something
 * in it goes as well.
 */
function plainPointer(pointer: string): string {
  if (!pointer.includes('/v/')) return pointer
  const parts = pointer.split('/')
  const kept: string[] = []
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? ''
    const next = parts[at + 1]
    if (part !== 'v' || next === undefined) kept.push(part)
    else if (index.test(next) && parts[at + 2] === '1') {
      kept.push(entryPart(next))
      at += 2
    }
  }
  return kept.join('/')
}

/**
 * A JSON Pointer as people write paths, where the state that it leads into is
 * not at hand: `cart.lines[0].quantity`, `seen.get(#0).on` (the first entry of a
 * Map, whatever its key). `readablePath` says more where there is a state.
 */
export function pathText(pointer: string): string {
  let path = ''
  for (const part of plainPointer(pointer).split('/').slice(1)) {
    if (part.startsWith(entryMark)) path += `.get(#${part.slice(entryMark.length)})`
    else {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
      path += stepText(key, path === '', index.test(key) || key === '-')
    }
  }
  return path
}

/** All paths of a change, as its text holds them, parted by blanks; what is no pointer stays as it is. */
export function pathsText(paths: string): string {
  return paths
    .split(' ')
    .map((path) => (path.startsWith('/') ? pathText(path) : path))
    .join(', ')
}
