import type { JSX } from 'preact'
import type { JobState } from '../../../core/jobs'
import { Icon } from '../../parts/icon'
import { Recorded } from '../../parts/recorded-text'
import { formatCount } from '../../selectors/format'
import { text } from '../../text'

/** What was redacted, so far or in all: the sum, and how often each rule found something. Nothing before the first entries. */
export function Findings({ job, done }: { readonly job: JobState; readonly done: boolean }): JSX.Element | null {
  const findings = job.findings
  if (findings === undefined) return null
  return (
    <span class="findings">
      <Icon name="shield" size={14} />
      <span>{done ? text.jobs.redacted(findings.total) : text.jobs.redactedSoFar(findings.total)}</span>
      {findings.rules.map(({ rule, count }) => (
        <span key={rule} class="chip">
          <Recorded text={rule} /> <b>{formatCount(count)}</b>
        </span>
      ))}
    </span>
  )
}
