/** What a person likes, whatever session they look at: kept for as long as the browser's profile. */
export interface ProfileMemory {
  /** What was kept; nothing where there is none, or none that can be read. */
  read(name: ProfileName): Readonly<Record<string, unknown>>
  keep(name: ProfileName, value: object): void
}

type ProfileName = 'sizes' | 'columns' | 'export'

const keyOf = (name: ProfileName): string => `playhead.panel.${name}`

export function createProfileMemory(storage: Storage | undefined = reachableStorage()): ProfileMemory {
  return {
    read: (name) => parseObject(storage?.getItem(keyOf(name)) ?? '{}'),
    keep(name, value) {
      try {
        storage?.setItem(keyOf(name), JSON.stringify(value))
      } catch {
        // A full or forbidden storage costs the memory of a choice, nothing else.
        return
      }
    },
  }
}

function reachableStorage(): Storage | undefined {
  try {
    return globalThis.localStorage
  } catch {
    // Reading the property itself throws where a browser forbids storage.
    return undefined
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    // Somebody else's or an old value: the defaults serve.
    return {}
  }
}
