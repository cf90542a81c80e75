import type { ArchiveFrame } from '../../archive'
import type { DocumentInfo, Excerpt, Note, Session } from '../../model'
import { type Selection, selectFrame } from '../../selection'
import type { Json } from '../../value'
import type { SanitizingPass } from './sanitizing'

/** All of a session that is no entry, as an export saw it first: names and titles of a running one change. */
export interface SeenFrame {
  readonly session: Session
  readonly documents: readonly DocumentInfo[]
  readonly notes: readonly Note[]
  readonly view?: Json | undefined
  /** What the session is without, whether anybody said so or not. */
  readonly known?: Excerpt | undefined
}

/** The frame as it goes into the file: selected, then sanitized, always in the same order. */
export function outgoingFrame(
  pass: SanitizingPass,
  { session, documents, notes, view, known }: SeenFrame,
  selection: Selection,
): ArchiveFrame {
  const { id, name, description, tags, origin, browser, status, createdAt, endedAt } = session
  const whole = { id, name, description, tags, origin, browser, status, createdAt, endedAt, excerpt: known }
  const frame = selectFrame({ meta: whole, documents, notes, view }, selection)
  return pass.frame(frame)
}
