import type { JSX } from 'preact'
import { useContext } from 'preact/hooks'
import { type Json, previewOf } from '../../../core/value'
import { Recorded } from '../../parts/recorded-text'
import type { ChangeRow } from '../../selectors/change-rows'
import { formatCount } from '../../selectors/format'
import { lookOf } from '../../selectors/tagged'
import { OpenSessionContext } from '../../state/context'
import { text } from '../../text'

const words = { '+': text.state.added, '−': text.state.removed, '~': text.state.changed } as const
const looks = { '+': 'added', '−': 'removed', '~': 'changed' } as const

/** What a change did, step by step: a sign and a colour each, the path, the values before and after. */
export function ChangeList({ rows, count }: { readonly rows: readonly ChangeRow[]; readonly count: number }): JSX.Element {
  if (rows.length === 0) return <p class="muted details-note">{text.state.unchanged}</p>
  return (
    <ul class="changes">
      {rows.map((row, at) => (
        // Steps have no identity but their place; the list is replaced as a whole.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={at} class={`change change-${looks[row.sign]}`}>
          <span class="change-sign" role="img" aria-label={words[row.sign]}>
            {row.sign}
          </span>
          <span class="change-what">
            <Path row={row} />
            <span class="change-values">
              {row.before !== undefined && <Value value={row.before} old />}
              {row.before !== undefined && row.after !== undefined && <span class="change-arrow"> → </span>}
              {row.after !== undefined && <Value value={row.after} />}
            </span>
          </span>
        </li>
      ))}
      {count > rows.length && <li class="muted details-note">{text.state.moreChanges(formatCount(count - rows.length))}</li>}
    </ul>
  )
}

/** Leads to the place in the state, where it still is, and where there is a session whose state is shown beside. */
function Path({ row }: { readonly row: ChangeRow }): JSX.Element {
  const open = useContext(OpenSessionContext)
  const path = row.path || text.state.root
  if (open === undefined || row.sign === '−' || row.pointer === '') return <Recorded class="change-path" text={path} />
  return (
    <button
      type="button"
      class="change-path change-link"
      title={text.stateViews.story.goTo}
      onClick={() => {
        open.tab.value = 'state'
        open.stateView.tab.value = 'tree'
        open.stateView.goTo(row.pointer)
      }}
    >
      <Recorded text={path} />
    </button>
  )
}

function Value({ value, old = false }: { readonly value: Json; readonly old?: boolean }): JSX.Element {
  const shown = <Recorded class={`value value-${lookOf(value)}`} text={previewOf(value, 120)} />
  return old ? <del>{shown}</del> : shown
}
