import type { JSX } from 'preact'
import type { Json } from '../../../core/value'
import { Button } from '../../parts/button'
import { Progress } from '../../parts/progress'
import { Recorded } from '../../parts/recorded-text'
import { formatOffset } from '../../selectors/format'
import { readablePath } from '../../selectors/json-at'
import { useOpenSession } from '../../state/context'
import type { PathChange } from '../../state/path-changes'
import { text } from '../../text'
import { ErrorWords } from '../frame/failure-view'

const words = text.stateViews.history
const looks = { first: 'added', added: 'added', removed: 'removed', changed: 'changed', unsure: 'changed' } as const
const signs = { first: '+', added: '+', removed: '−', changed: '~', unsure: '?' } as const

/** Every change of a path in the whole session, newest first. */
export function PathHistoryView({ root }: { readonly root: Json }): JSX.Element | null {
  const { history } = useOpenSession().stateView
  const pointer = history.pointer.value
  if (pointer === undefined) return null
  const path = readablePath(root, pointer) || text.state.root
  const changes = history.changes.value
  const working = history.working.value
  const progress = history.progress.value
  const error = history.error.value
  return (
    <section class="path-history" aria-label={`${words.title} ${path}`}>
      <div class="section-head">
        <h3 class="path-history-title">
          {words.title} <Recorded class="mono" text={path} />
        </h3>
        <output class="muted">{words.count(changes.length)}</output>
        {working && <Button label={words.stop} onPress={history.stop} />}
        <Button icon="close" show="icon" label={words.close} onPress={history.close} />
      </div>
      {working && <Progress label={words.searching} done={progress} total={1} />}
      {error !== undefined && (
        <div role="alert">
          <ErrorWords error={error} />
        </div>
      )}
      {!working && changes.length === 0 && progress >= 1 && <p class="muted details-note">{words.none}</p>}
      <ol class="path-changes">
        {changes.map((change) => (
          <Line key={change.row} change={change} />
        ))}
      </ol>
      {!working && progress < 1 && (
        <p class="path-history-rest">
          <span class="muted">{words.share(progress)}</span>
          <Button look="outline" label={words.further} onPress={history.further} />
        </p>
      )}
    </section>
  )
}

function Line({ change }: { readonly change: PathChange }): JSX.Element {
  const { index, selection, session } = useOpenSession()
  const { row, label, is, before, after } = change
  const t = index.t.data[row] ?? 0
  const current = selection.row.value === row
  return (
    <li>
      <button type="button" class="path-change" aria-current={current ? 'true' : undefined} onClick={() => selection.select(row)}>
        <span class={`diff-sign diff-sign-${looks[is]}`} role="img" aria-label={words.is[is]} title={words.is[is]}>
          {signs[is]}
        </span>
        <span class="path-change-time">{formatOffset(t - (session.value?.createdAt ?? t))}</span>
        <Recorded class="path-change-label" text={label} />
        <span class="path-change-values">
          {before !== undefined && (
            <del>
              <Recorded text={before} />
            </del>
          )}
          {before !== undefined && after !== undefined && <span class="change-arrow"> → </span>}
          {after !== undefined && <Recorded text={after} />}
        </span>
      </button>
    </li>
  )
}
