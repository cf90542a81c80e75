import type { ArchiveHeader, ArchiveSummary, OutgoingSession } from '../../archive'
import { currentVersion, schemaName } from '../../archive'
import { AppError } from '../../errors'
import type { Entry } from '../../model'
import type { SelectingWalk } from '../../selection'
import { startWalk } from '../entry-walk'
import type { JobContext } from '../job-context'
import type { FindingsReport } from '../job-state'
import { outgoingFrame } from './export-frame'
import { type ExportSettings, passOf } from './export-settings'
import { type ExportPlan, entriesOf, totalsOf } from './plan-export'
import type { SanitizingPass } from './sanitizing'

/** One walk over all that is exported, selected and then sanitized, in the order in which it is written. */
export interface OutgoingWalk {
  /** The name that was asked for the file, without time and endings, sanitized like all else. */
  readonly name: string | undefined
  readonly header: ArchiveHeader
  readonly sessions: AsyncGenerator<OutgoingSession>
  /** What the file says of what was redacted in it. To be asked for at the end; throws `internal` where another walk found something else. */
  redaction(): ArchiveSummary['redaction']
  /** The values that were found, which may stand elsewhere, too. To be asked for at the end. */
  known(): readonly string[]
  /** What was found so far, and where. */
  report(): FindingsReport
}

export type OutgoingWalks = (phase: 'plan' | 'compare' | 'write') => Promise<OutgoingWalk>

/** The walks of an export: however many there are, they give the same. */
export function createOutgoingWalks(context: JobContext, settings: ExportSettings, plan: ExportPlan): OutgoingWalks {
  /** By the first walk that came to its end. */
  let found: ReturnType<SanitizingPass['findings']> | undefined
  return async (phase) => {
    const { createdAt } = context.job()
    const walk = await startWalk(context, phase, totalsOf(plan.sessions))
    const pass = passOf(settings)
    // Asked for before the sessions, always: hidden names are numbered as they come.
    const { name } = settings.request
    const cleanName = name === undefined ? undefined : pass.text('name', name)

    async function* sessions(): AsyncGenerator<OutgoingSession> {
      for (const { frame, cut, selector } of plan.sessions) {
        pass.begin()
        const outgoing = outgoingFrame(pass, frame, plan.selection)
        yield { ...outgoing, entries: taken(walk.over(await entriesOf(context, frame, cut)), selector.walk(), pass) }
      }
    }

    async function* taken(
      batches: AsyncIterable<readonly Entry[]>,
      selecting: SelectingWalk,
      { entries }: SanitizingPass,
    ): AsyncGenerator<readonly Entry[]> {
      for await (const batch of batches) {
        yield entries(selecting.take(batch))
        context.progress({ findings: pass.findings() })
      }
      yield entries(selecting.end())
    }

    return {
      name: cleanName,
      header: { schema: schemaName, schemaVersion: currentVersion, encryption: null, writer: context.writer, writtenAt: createdAt },
      sessions: sessions(),
      redaction() {
        const findings = pass.findings()
        found ??= findings
        if (findings.total !== found.total) throw new AppError('internal', { why: 'one walk found something else than another' })
        context.progress({ findings })
        const { engine } = settings.sanitizer
        if (settings.by === undefined) return { engine, rules: findings.rules }
        const { rules } = findings
        const { encodings } = pass.report()
        // Whoever finds anything more in the file has none.
        return { engine, rules, ...settings.by, ...(encodings.length > 0 && { encodings }), residual: 0 }
      },
      known: pass.known,
      report: pass.report,
    }
  }
}
