import type { ArchiveSummary } from '../../archive'
import { AppError } from '../../errors'
import type { ExportPlan } from './plan-export'
import type { SanitizingPass, SessionSanitizer } from './sanitizing'

/** What a file says of what was redacted in it, after a walk over all of it, which has to have found what the plan found. */
export function redactionOf(sanitizer: SessionSanitizer, pass: SanitizingPass, plan: ExportPlan): ArchiveSummary['redaction'] {
  const findings = pass.findings()
  if (findings.total !== plan.findings.total) throw new AppError('internal', { why: 'writing found something else than the plan' })
  return { engine: sanitizer.engine, rules: findings.rules }
}
