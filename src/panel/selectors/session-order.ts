import type { Session } from '../../core/model'
import { sessionDuration } from './session-line'

/** What sessions can be listed by. */
export const sessionOrders = ['newest', 'oldest', 'name', 'size', 'duration', 'entries', 'errors'] as const
export type SessionOrder = (typeof sessionOrders)[number]

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The order of lists; what is equal stands newest first. */
export function sortSessions(sessions: readonly Session[], order: SessionOrder, now: number): readonly Session[] {
  const compare: Readonly<Record<SessionOrder, (a: Session, b: Session) => number>> = {
    newest: () => 0,
    oldest: (a, b) => a.createdAt - b.createdAt,
    name: (a, b) => names.compare(a.name, b.name),
    size: (a, b) => b.counts.bytes - a.counts.bytes,
    duration: (a, b) => sessionDuration(b, now) - sessionDuration(a, now),
    entries: (a, b) => b.counts.entries - a.counts.entries,
    errors: (a, b) => b.counts.errors - a.counts.errors,
  }
  return [...sessions].sort((a, b) => compare[order](a, b) || b.createdAt - a.createdAt)
}

/** The sessions that have every word of `typed` in their name, origin, tags or description; `@word` is a tag. */
export function findSessions(sessions: readonly Session[], typed: string): readonly Session[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return sessions
  return sessions.filter((session) => {
    const tags = session.tags.map((tag) => tag.toLowerCase())
    const text = [session.name, session.origin, session.description].join('\n').toLowerCase()
    return words.every((word) => {
      const tag = word.startsWith('@') ? word.slice(1) : undefined
      if (tag) return tags.some((other) => other.startsWith(tag))
      return text.includes(word) || tags.some((other) => other.includes(word))
    })
  })
}

/** What a person who needs room would look at first. */
export interface RoomToMake {
  readonly largest: readonly Session[]
  readonly oldest: readonly Session[]
}

/** So many of each. */
const OFFERED = 3

/** What can be deleted: the largest, and the oldest of the others. A session that is being recorded cannot. */
export function roomToMake(sessions: readonly Session[]): RoomToMake {
  const free = sessions.filter(({ status }) => status !== 'recording')
  const largest = free
    .filter(({ counts }) => counts.bytes > 0)
    .sort((a, b) => b.counts.bytes - a.counts.bytes)
    .slice(0, OFFERED)
  const others = free.filter((session) => !largest.includes(session))
  return { largest, oldest: others.sort((a, b) => a.createdAt - b.createdAt).slice(0, OFFERED) }
}
