import type { ArchivePart } from '../archive'
import type { DeltaPlan, SessionPlan } from './plan-delta'

/** The parts of a delta, from those of the full file that it was planned from (SPEC of the archive: D). */
export async function* deltaParts(parts: AsyncIterable<ArchivePart>, { delta, sessions }: DeltaPlan): AsyncGenerator<ArchivePart> {
  let plan: SessionPlan = { write: 'nothing' }
  for await (const part of parts) {
    if (part.part === 'header') yield { part: 'header', header: { ...part.header, delta } }
    else if (part.part === 'end') yield part
    else if (part.part === 'session') {
      plan = sessions.get(part.meta.id) ?? { write: 'nothing' }
      if (plan.write === 'whole') yield part
      else if (plan.write === 'end') yield endOf(part, plan)
    } else if (plan.write === 'whole') yield part
    else if (plan.write === 'end') {
      const { after } = plan
      const entries = part.entries.filter(({ seq }) => seq > after)
      if (entries.length > 0) yield { part: 'entries', entries }
    }
  }
}

function endOf(
  { notes = [], ...session }: Extract<ArchivePart, { part: 'session' }>,
  { after, notes: changed, removedNotes }: Extract<SessionPlan, { write: 'end' }>,
): ArchivePart {
  return { ...session, delta: { after, removedNotes }, notes: notes.filter(({ id }) => changed.has(id)) }
}
