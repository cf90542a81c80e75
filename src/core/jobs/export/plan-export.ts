import type { Entry } from '../../model'
import { createEntrySelector, type EntrySelector, type Selection } from '../../selection'
import { type ExportCut, exportSession, sessionExtent } from '../../transfer'
import { startWalk } from '../entry-walk'
import type { JobContext } from '../job-context'
import type { SeenFrame } from './export-frame'
import type { ExportSettings } from './export-settings'

/** What of a session will be written. */
export interface PlannedSession {
  readonly frame: SeenFrame
  readonly cut: ExportCut
  /** Has looked at the session where it has to. */
  readonly selector: EntrySelector
}

export interface ExportPlan {
  /** By when they began. */
  readonly sessions: readonly PlannedSession[]
  readonly selection: Selection
}

/**
 * Fixes what is exported before anything is written: each session as it is now, so
 * that every walk over it sees the same, also that of a job that starts over.
 * Rejects with `store/unknown-session`.
 */
export async function planExport(context: JobContext, { request, selection }: ExportSettings): Promise<ExportPlan> {
  const sessions: PlannedSession[] = []
  for (const id of new Set(request.sessions)) sessions.push(await planSession(context, id, selection))
  const start = ({ frame: { session } }: PlannedSession): number => session.createdAt
  sessions.sort((a, b) => start(a) - start(b) || (a.frame.session.id < b.frame.session.id ? -1 : 1))
  await context.update({ cuts: sessions.map(({ frame, cut }) => ({ session: frame.session.id, ...cut })) })
  const walk = await startWalk(context, 'plan', totalsOf(sessions))
  for (const { frame, cut, selector } of sessions) {
    if (!selector.needsLook) continue
    for await (const batch of walk.over(await entriesOf(context, frame, cut))) selector.look(batch)
  }
  return { sessions, selection }
}

async function planSession(context: JobContext, id: string, selection: Selection): Promise<PlannedSession> {
  const { store } = context
  const fixed = context.job().cuts?.find(({ session }) => session === id)
  const { session, documents, notes } = await exportSession(store, id)
  const { hasHoles, ...cut } = await sessionExtent(store, id, fixed)
  const known = session.excerpt ?? (hasHoles ? { without: [] } : undefined)
  const frame = { session, documents, notes, view: await store.getView(id), known }
  return { frame, cut, selector: createEntrySelector(selection, session.excerpt) }
}

/** Sums over sessions, for progress: all bytes of each, and its entries up to where it is cut. */
export function totalsOf(sessions: readonly Pick<PlannedSession, 'frame' | 'cut'>[]): { readonly bytes: number; readonly entries: number } {
  let bytes = 0
  let entries = 0
  for (const { frame, cut } of sessions) {
    bytes += frame.session.counts.bytes
    entries += cut.entries
  }
  return { bytes, entries }
}

/** The entries of a session from the beginning, up to its cut. */
export async function entriesOf({ store }: JobContext, { session }: SeenFrame, cut: ExportCut): Promise<AsyncIterable<readonly Entry[]>> {
  return (await exportSession(store, session.id, cut)).entries
}
