/** One path, or family of paths, that is expected to differ. */
export interface IgnoredPath {
  /** As it was written. */
  readonly text: string
  /** The source it is about; every one when undefined. */
  readonly source: RegExp | undefined
  /** `**` as null. */
  readonly steps: readonly (RegExp | null)[]
}

const part = /\.?(\*\*|[^.[\]"']+)|\[\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\]"']*))\s*\]/gy

/**
 * Reads paths as people write them, parted by commas or lines: `cart.id`,
 * `items[*].updatedAt`, `**.requestId`, `session: user.*`. Gives those it understood, and the first it did not.
 */
export function parseIgnoredPaths(text: string): { readonly paths: readonly IgnoredPath[]; readonly fault: string | undefined } {
  const paths: IgnoredPath[] = []
  let fault: string | undefined
  for (const written of text.split(/[\n,]/)) {
    const line = written.trim()
    if (line === '') continue
    const path = parsePath(line)
    if (path === undefined) fault ??= line
    else paths.push(path)
  }
  return { paths, fault }
}

function parsePath(text: string): IgnoredPath | undefined {
  const [, source, path = text] = /^([^:["']+):\s*(.+)$/.exec(text) ?? []
  const steps: (RegExp | null)[] = []
  part.lastIndex = 0
  while (part.lastIndex < path.length) {
    const at = part.lastIndex
    const found = part.exec(path)
    if (found === null || part.lastIndex === at) return undefined
    const word = found[1] ?? found[2] ?? found[3] ?? found[4] ?? ''
    if (word === '**') steps.push(null)
    else steps.push(wildcard(found[2] !== undefined || found[3] !== undefined ? unescaped(word) : word))
  }
  return steps.length === 0 ? undefined : { text, source: source === undefined ? undefined : wildcard(source.trim()), steps }
}

function unescaped(word: string): string {
  return word.replace(/\\(.)/g, '$1')
}

/** `*` is any run of characters; everything else is itself. */
function wildcard(word: string): RegExp {
  return new RegExp(
    `^${word
      .split(/\*+/)
      .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('.*')}$`,
    's',
  )
}

/** Whether what lies at `keys` in a source is to be ignored: it, or something that holds it, is named. */
export function isIgnored(ignored: readonly IgnoredPath[], source: string, keys: readonly string[]): boolean {
  return ignored.some((path) => (path.source?.test(source) ?? true) && beginsWith(path.steps, keys, 0, 0))
}

function beginsWith(steps: readonly (RegExp | null)[], keys: readonly string[], step: number, key: number): boolean {
  const wanted = steps[step]
  if (wanted === undefined) return true
  if (wanted !== null) return key < keys.length && wanted.test(keys[key] ?? '') && beginsWith(steps, keys, step + 1, key + 1)
  for (let at = key; at <= keys.length; at++) if (beginsWith(steps, keys, step + 1, at)) return true
  return false
}
