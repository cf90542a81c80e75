import type { OutgoingSession } from '../archive'
import type { Entry } from '../model'
import type { DeltaPlan, SessionPlan } from './plan-delta'

/** What of the sessions of a full file goes into the delta that was planned from them (SPEC of the archive: D2). */
export async function* deltaSessions(
  sessions: AsyncIterable<OutgoingSession>,
  { sessions: plans }: Pick<DeltaPlan, 'sessions'>,
): AsyncGenerator<OutgoingSession> {
  for await (const session of sessions) {
    const plan: SessionPlan = plans.get(session.meta.id) ?? { write: 'nothing' }
    if (plan.write === 'whole') yield session
    else if (plan.write === 'end') yield endOf(session, plan)
    else await walkThrough(session.entries)
  }
}

function endOf(
  { notes = [], entries, ...session }: OutgoingSession,
  { after, notes: changed, removedNotes }: Extract<SessionPlan, { write: 'end' }>,
): OutgoingSession {
  return { ...session, delta: { after, removedNotes }, notes: notes.filter(({ id }) => changed.has(id)), entries: behind(entries, after) }
}

async function* behind(batches: AsyncIterable<readonly Entry[]>, after: number): AsyncGenerator<readonly Entry[]> {
  for await (const batch of batches) {
    const entries = batch.filter(({ seq }) => seq > after)
    if (entries.length > 0) yield entries
  }
}

/** Who made the sessions may count what goes by, and the same of each walk. */
async function walkThrough(batches: AsyncIterable<readonly Entry[]>): Promise<void> {
  for await (const _ of batches);
}
