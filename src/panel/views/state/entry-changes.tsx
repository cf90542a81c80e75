import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { diffJson } from '../../../core/timeline'
import { changeRows } from '../../selectors/change-rows'
import { useOpenSession } from '../../state/context'
import type { SourceMoment } from '../../state/source-states'
import { text } from '../../text'
import { Section } from '../entry/section'
import { ChangeList } from './change-list'

/** What the selected entry did to the state, among its own details: values before and after. */
export function EntryChanges(): JSX.Element | null {
  const { source, selection } = useOpenSession()
  const moment = source.moment.value.value
  const own = moment?.changed !== undefined && moment.changed.row === selection.row.value
  const effect = useMemo(() => (own ? effectOf(moment) : undefined), [own, moment])
  if (!own || moment?.changed === undefined) return null
  // A first state has nothing to be compared with.
  if (effect === undefined && moment.changed.entry.type === 'keyframe') return null
  return (
    <Section title={text.stateViews.story.effect} aside={effect && <span class="muted">{text.state.count(effect.count)}</span>}>
      {effect === undefined ? (
        <p class="muted details-note">{text.state.changesUnknown}</p>
      ) : (
        <ChangeList rows={effect.rows} count={effect.count} />
      )}
    </Section>
  )
}

/**
 * How the state after differs from the state before: a recorder may have
 * written an item removed at the head of a list as a change of all that follow.
 */
function effectOf(
  moment: SourceMoment | undefined,
): { readonly rows: SourceMoment['changes'] & object; readonly count: number } | undefined {
  if (moment?.changes === undefined || moment.previous === undefined || moment.value === undefined) return undefined
  // A whole state shares nothing with the one before; what differs was worked out when it was read.
  if (moment.changed?.entry.type !== 'change') return { rows: moment.changes, count: moment.changeCount }
  const patch = diffJson(moment.previous, moment.value)
  return { rows: changeRows(moment.previous, patch), count: patch.length }
}
