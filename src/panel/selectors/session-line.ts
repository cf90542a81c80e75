import type { Session } from '../../core/model'

/** What the list says of a session's fate: an imported one shows that, unless something went wrong in it. */
export type ShownStatus = Session['status'] | 'imported'

export function shownStatus(session: Session): ShownStatus {
  return session.from === 'imported' ? 'imported' : session.status
}

/** Milliseconds a session lasted, so far while it is being recorded. */
export function sessionDuration(session: Session, now: number): number {
  return Math.max(0, (session.endedAt ?? (session.status === 'recording' ? now : session.createdAt)) - session.createdAt)
}

/** An origin without what goes without saying: `shop.example`, `localhost:5173`. */
export function shortOrigin(origin: string): string {
  return origin.replace(/^https?:\/\//, '')
}
