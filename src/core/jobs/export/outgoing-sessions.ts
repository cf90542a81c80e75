import type { ArchiveHeader, OutgoingSession } from '../../archive'
import { currentVersion, schemaName } from '../../archive'
import type { Entry } from '../../model'
import type { SelectingWalk } from '../../selection'
import type { JobContext } from '../job-context'
import { outgoingFrame } from './export-frame'
import type { ExportWalk } from './export-walk'
import { type ExportPlan, entriesOf } from './plan-export'
import type { SanitizingPass } from './sanitizing'

/** The header of the file that a job makes. */
export function outgoingHeader(context: JobContext): ArchiveHeader {
  const { createdAt } = context.job()
  return { schema: schemaName, schemaVersion: currentVersion, encryption: null, writer: context.writer, writtenAt: createdAt }
}

/** The sessions of a plan as they go into the file: selected, then sanitized. Each walk over them gives the same. */
export async function* outgoingSessions(
  context: JobContext,
  { sessions, selection }: ExportPlan,
  pass: SanitizingPass,
  walk: ExportWalk,
): AsyncGenerator<OutgoingSession> {
  for (const { frame, cut, selector } of sessions) {
    pass.begin()
    const outgoing = outgoingFrame(pass, frame, selection)
    yield { ...outgoing, entries: taken(walk.over(await entriesOf(context, frame, cut)), selector.walk(), pass) }
  }
}

async function* taken(
  batches: AsyncIterable<readonly Entry[]>,
  walk: SelectingWalk,
  pass: SanitizingPass,
): AsyncGenerator<readonly Entry[]> {
  for await (const batch of batches) yield pass.entries(walk.take(batch))
  yield pass.entries(walk.end())
}
