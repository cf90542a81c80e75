/** Which sessions came from which address, so that a page that is loaded again need not read its file again. */
export interface OpenedLinks {
  sessionsOf(url: URL): readonly string[]
  opened(url: URL, sessions: readonly string[]): void
}

const key = 'playhead-viewer:links'
/** The oldest are forgotten first. */
const MOST = 200

export function createOpenedLinks(storage: Pick<Storage, 'getItem' | 'setItem'>): OpenedLinks {
  const read = (): [url: string, sessions: readonly string[]][] => parse(storage.getItem(key))
  return {
    sessionsOf: ({ href }) => read().find(([url]) => url === href)?.[1] ?? [],
    opened({ href }, sessions) {
      const others = read().filter(([url]) => url !== href)
      storage.setItem(key, JSON.stringify([...others, [href, sessions]].slice(-MOST)))
    },
  }
}

function parse(stored: string | null): [string, readonly string[]][] {
  if (stored === null) return []
  try {
    const value: unknown = JSON.parse(stored)
    return Array.isArray(value) ? value.flatMap(line) : []
  } catch {
    // Somebody else wrote there: nothing is known then.
    return []
  }
}

function line(value: unknown): [string, readonly string[]][] {
  if (!Array.isArray(value) || typeof value[0] !== 'string' || !Array.isArray(value[1])) return []
  return [[value[0], value[1].filter((id) => typeof id === 'string')]]
}
