import type { Level } from '../model'
import { hashOf, stableAddress, stableText } from './stable-text'

/** The part an entry has in comparing. The order is that of `EntryKey.role`. */
export const roles = {
  /** What recording itself needs: whole states kept again, their pieces, what the recorder costs. */
  silent: 0,
  /** What sessions are aligned by: changes of state, what a person did, where the page went. */
  anchor: 1,
  /** What happened between. */
  other: 2,
  /** An error, or a request that failed. */
  fault: 3,
} as const

/** How an entry is recognized in another run: alike entries have the same numbers. */
export interface EntryKey {
  readonly role: number
  readonly key: number
  /** The same for entries that are about the same but ended otherwise, such as a request that failed there and went well here. */
  readonly loose: number
  /** The same for all entries whose order among themselves means something: those of a source, those of a person. */
  readonly lane: number
}

/** What an index knows of an entry. */
export interface KeyedEntry {
  readonly kind: string
  readonly type: string
  readonly label: string
  readonly level: Level
  readonly document: string
  readonly source: string | null
}

/** What a person did on purpose; moving the focus and scrolling just happen. */
const deeds = new Set(['click', 'dblclick', 'contextmenu', 'input', 'change', 'submit', 'keydown', 'drop', 'paste', 'copy', 'cut'])
const moves = new Set(['load', 'push', 'replace', 'traverse', 'hash'])
const silentKey: EntryKey = { role: roles.silent, key: 0, loose: 0, lane: 0 }

/** Gives the keys of a session's entries, which come in the order of seq. Learns from them what its sources are called. */
export function createEntryKeys(): (entry: KeyedEntry) => EntryKey {
  const names = new Map<string, string>()

  function nameOf({ document, source }: KeyedEntry): string {
    return names.get(`${document}\n${source}`) ?? stableText(source ?? '')
  }

  function stateKey(entry: KeyedEntry): EntryKey {
    const { type, label } = entry
    if (type === 'open') {
      const [, name] = /^(.*) opened \([^()]*\)$/.exec(label) ?? []
      if (name !== undefined) names.set(`${entry.document}\n${entry.source}`, stableText(name))
    }
    const name = nameOf(entry)
    switch (type) {
      case 'change':
        return anchor(`change ${name} ${stableText(label)}`, name)
      case 'keyframe':
        return label === 'Whole state (derived)' ? silentKey : anchor(`keyframe ${name}`, name)
      case 'part':
        return silentKey
      default:
        return other(`${type} ${name}`, entry.level)
    }
  }

  return (entry) => {
    const { kind, type, label, level } = entry
    if (type === 'gap') return other(`gap ${stableText(label)}`, 'warn')
    if (kind === 'state') return stateKey(entry)
    if (kind === 'performance') return silentKey
    const [first = ''] = label.split(' ', 1)
    const rest = label.slice(first.length + 1)
    switch (type) {
      case 'input':
        return deeds.has(first) ? anchor(`input ${stableText(label)}`, '') : other(`input ${first}`, level)
      case 'navigation':
        return moves.has(first) ? anchor(`navigation ${first} ${stableAddress(rest)}`, '') : other(`navigation ${first}`, level)
      case 'request':
        return other(`request ${first} ${stableAddress(rest)}`, level)
      case 'response':
        return responseKey(first, rest, level)
      default:
        return other(`${kind} ${type} ${stableText(label)}`, level)
    }
  }
}

function anchor(text: string, lane: string): EntryKey {
  const key = hashOf(text)
  return { role: roles.anchor, key, loose: key, lane: hashOf(lane) }
}

function other(text: string, level: Level, loose = text): EntryKey {
  const key = hashOf(text)
  return { role: level === 'error' ? roles.fault : roles.other, key, loose: loose === text ? key : hashOf(loose), lane: 0 }
}

/** The label of a response: its status, its method, its address. */
function responseKey(status: string, rest: string, level: Level): EntryKey {
  const [method = ''] = rest.split(' ', 1)
  const loose = `response ${method} ${stableAddress(rest.slice(method.length + 1))}`
  return other(`${loose} ${status}`, level === 'warn' ? 'error' : level, loose)
}
