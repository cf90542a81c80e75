import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { describe } from '../../../core/model'
import { Recorded } from '../../parts/recorded-text'
import { formatOffset } from '../../selectors/format'
import { useOpenSession } from '../../state/context'
import type { SourceMoment } from '../../state/source-states'
import { text } from '../../text'
import { ChangeList } from './change-list'

/**
 * What the selected entry changed, or what the last change before it was.
 * `brief`: folded unless asked for, where the entry's own details beside it list its change already.
 */
export function StateChanges({ moment, brief }: { readonly moment: SourceMoment; readonly brief: boolean }): JSX.Element | null {
  const { selection, session } = useOpenSession()
  const [wanted, setWanted] = useState<boolean>()
  const { changed, changes } = moment
  if (changed === undefined) return null
  const own = changed.row === selection.row.value
  const open = wanted ?? !(own && brief)
  const began = session.value?.createdAt ?? changed.entry.t
  return (
    <div class={`state-changes${open ? ' state-changes-open' : ''}`}>
      <div class="section-head">
        <h3>
          <button type="button" class="section-toggle" aria-expanded={open} onClick={() => setWanted(!open)}>
            {changes === undefined && changed.entry.type === 'keyframe'
              ? text.state.whole
              : own
                ? text.state.changes
                : text.state.lastChange}
          </button>
        </h3>
        <span class="state-changed-by">
          <button type="button" class="link" onClick={() => selection.select(changed.row)}>
            <Recorded text={describe(changed.entry).label} />
          </button>
          <span class="muted">{formatOffset(changed.entry.t - began)}</span>
        </span>
        {changes !== undefined && <span class="muted state-change-count">{text.state.count(moment.changeCount)}</span>}
      </div>
      {open &&
        (changes === undefined ? (
          <p class="muted details-note">{changed.entry.type === 'keyframe' ? text.state.firstState : text.state.changesUnknown}</p>
        ) : (
          <ChangeList rows={changes} count={moment.changeCount} />
        ))}
    </div>
  )
}
