import type { JSX } from 'preact'
import type { ArchiveDescription } from '../../../core/jobs'
import { Recorded } from '../../parts/recorded-text'
import { formatMoment } from '../../selectors/format'
import { describedEntries, describedRedactions } from '../../selectors/job-stage'
import { usePanel } from '../../state/context'
import { text } from '../../text'

/** What a file holds, once it was read as a whole. */
export function FileDescription({ description }: { readonly description: ArchiveDescription }): JSX.Element {
  const panel = usePanel()
  const [first] = description.sessions
  const count = description.sessions.length
  return (
    <span class="strip-outcome muted">
      {first !== undefined && count === 1 ? <Recorded text={first.name} /> : <span>{text.sessions.count(count)}</span>}
      <span>{text.sessions.entriesOf(describedEntries(description))}</span>
      <span>{text.jobs.written(formatMoment(description.writtenAt, panel.now()))}</span>
      <Recorded text={description.writer} />
      <span>{text.jobs.redacted(describedRedactions(description))}</span>
      {!description.verified && <span class="warn-words">{text.jobs.unverified}</span>}
    </span>
  )
}
