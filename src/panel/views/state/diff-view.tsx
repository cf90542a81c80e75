import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { Progress } from '../../parts/progress'
import { Recorded } from '../../parts/recorded-text'
import { diffCounts } from '../../selectors/diff-rows'
import { formatOffset } from '../../selectors/format'
import { keyText } from '../../selectors/shortcuts'
import { useOpenSession } from '../../state/context'
import { text } from '../../text'
import { ErrorWords } from '../frame/failure-view'
import { DiffTree } from './diff-tree'

const words = text.stateViews

/** The state at the selected entry beside another: the one before its last change, or that of a chosen entry. */
export function DiffView(): JSX.Element {
  const { stateView } = useOpenSession()
  const { diff } = stateView.comparison
  const { value, working, progress } = diff.value
  return (
    <>
      <DiffHead />
      {working && <Progress label={words.comparing} done={progress} total={1} />}
      <DiffBody />
      {value !== undefined && value.patch.length > 0 && <DiffTree diff={value} />}
    </>
  )
}

/** Why there is no tree of differences, where there is none. */
function DiffBody(): JSX.Element | null {
  const { stateView } = useOpenSession()
  const { base, chosen, diff } = stateView.comparison
  const error = base.value.error ?? diff.value.error
  if (error !== undefined) {
    return (
      <div class="placeholder" role="alert">
        <ErrorWords error={error} />
      </div>
    )
  }
  if (base.value.loading || diff.value.working) return null
  if (base.value.value?.value === undefined) {
    return <p class="placeholder">{chosen.value === undefined ? words.noBefore : words.noBase}</p>
  }
  return diff.value.value?.patch.length === 0 ? <p class="placeholder">{words.same}</p> : null
}

/** What the state is compared with, the way to another base, and how much differs. */
function DiffHead(): JSX.Element {
  const { stateView, index, selection, session } = useOpenSession()
  const { chosen, choose, diff } = stateView.comparison
  const row = selection.row.value
  const base = chosen.value
  const patch = diff.value.value?.patch
  const began = session.value?.createdAt ?? 0
  const counts = patch && diffCounts(patch)
  return (
    <div class="view-head">
      {base === undefined ? (
        <span>{words.lastChange}</span>
      ) : (
        <span class="diff-base">
          <span>{words.comparedWith}</span>
          <button type="button" class="link" onClick={() => selection.select(base)}>
            <Recorded text={index.text.label(base) ?? '…'} />
          </button>
          <span class="muted">{formatOffset((index.t.data[base] ?? began) - began)}</span>
          <Button icon="close" show="icon" label={words.clearBase} onPress={() => choose(undefined)} />
        </span>
      )}
      {counts !== undefined && (
        <span class="diff-counts" role="img" aria-label={words.counts(counts.added, counts.removed, counts.changed)}>
          <span class="diff-sign-added">+{counts.added}</span>
          <span class="diff-sign-removed">−{counts.removed}</span>
          <span class="diff-sign-changed">~{counts.changed}</span>
        </span>
      )}
      {row !== undefined && row !== base && (
        <Button look="outline" label={words.compare} hint={words.compareHint} keys={keyText('compareState')} onPress={() => choose(row)} />
      )}
    </div>
  )
}
