import type { JSX } from 'preact'
import { useOpenSession } from '../../state/context'
import { text } from '../../text'
import { Section } from '../entry/section'
import { ChangeList } from './change-list'

/** What the selected entry changed, among its own details. */
export function EntryChanges(): JSX.Element | null {
  const { source, selection } = useOpenSession()
  const moment = source.moment.value.value
  if (moment?.changed === undefined || moment.changed.row !== selection.row.value) return null
  // A first state has nothing to be compared with.
  if (moment.changes === undefined && moment.changed.entry.type === 'keyframe') return null
  return (
    <Section title={text.state.changes} aside={moment.changes && <span class="muted">{text.state.count(moment.changeCount)}</span>}>
      {moment.changes === undefined ? (
        <p class="muted details-note">{text.state.changesUnknown}</p>
      ) : (
        <ChangeList rows={moment.changes} count={moment.changeCount} />
      )}
    </Section>
  )
}
