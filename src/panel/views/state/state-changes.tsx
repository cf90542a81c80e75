import type { JSX } from 'preact'
import { describe } from '../../../core/model'
import { Recorded } from '../../parts/recorded-text'
import { formatOffset } from '../../selectors/format'
import { useOpenSession } from '../../state/context'
import type { SourceMoment } from '../../state/source-states'
import { text } from '../../text'
import { ChangeList } from './change-list'

/**
 * What the selected entry changed, or what the last change before it was.
 * `brief`: the entry's own details beside it list the change already.
 */
export function StateChanges({ moment, brief }: { readonly moment: SourceMoment; readonly brief: boolean }): JSX.Element | null {
  const { selection, session } = useOpenSession()
  const { changed, changes } = moment
  if (changed === undefined) return null
  const own = changed.row === selection.row.value
  const began = session.value?.createdAt ?? changed.entry.t
  return (
    <details class="section state-changes" open={!(own && brief)}>
      <summary class="section-head">
        <h3>{own ? text.state.changes : text.state.lastChange}</h3>
        <span class="state-changed-by">
          <button type="button" class="link" onClick={() => selection.select(changed.row)}>
            <Recorded text={describe(changed.entry).label} />
          </button>
          <span class="muted">{formatOffset(changed.entry.t - began)}</span>
        </span>
        <span class="muted state-change-count">{text.state.count(moment.changeCount)}</span>
      </summary>
      {changes === undefined ? (
        <p class="muted details-note">{changed.entry.type === 'keyframe' ? text.state.firstState : text.state.changesUnknown}</p>
      ) : (
        <ChangeList rows={changes} count={moment.changeCount} />
      )}
    </details>
  )
}
