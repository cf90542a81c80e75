import type { JSX } from 'preact'
import { describe, type Entry } from '../../../core/model'
import { Button } from '../../parts/button'
import { Recorded } from '../../parts/recorded-text'
import { differenceKinds } from '../../selectors/compare-summary'
import { formatCount, formatOffset } from '../../selectors/format'
import type { CompareResult } from '../../state/compare'
import type { CompareMoment } from '../../state/compare-moment'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { ErrorWords } from '../frame/failure-view'
import { ChangeList } from '../state/change-list'
import { lookOfRow } from './compare-row'

const words = text.compare

/** What differs from the first difference on, and what the selected row is about. */
export function CompareDetails({ result }: { readonly result: CompareResult }): JSX.Element {
  const { compare } = usePanel()
  const { value, loading, error } = compare.moment.value
  return (
    <section class="scroller compare-details" aria-label={words.details}>
      <Summary result={result} />
      {error !== undefined && (
        <div class="placeholder" role="alert">
          <ErrorWords error={error} />
        </div>
      )}
      {error === undefined && value === undefined && loading && <p class="placeholder">{text.loading}</p>}
      {value !== undefined && <Moment result={result} moment={value} />}
    </section>
  )
}

function Summary({ result }: { readonly result: CompareResult }): JSX.Element {
  const { compare } = usePanel()
  const { counts } = result.summary
  const kinds = differenceKinds.filter((kind) => counts[kind] > 0)
  return (
    <ul class="compare-summary" aria-label={words.summary}>
      {kinds.map((kind) => (
        <li key={kind}>
          <Button look="outline" label={words.kinds[kind]} hint={words.kindHint(words.kinds[kind])} onPress={() => compare.goTo(kind)}>
            <span class="facet-count">{formatCount(counts[kind])}</span>
          </Button>
        </li>
      ))}
    </ul>
  )
}

function Moment({ result, moment }: { readonly result: CompareResult; readonly moment: CompareMoment }): JSX.Element {
  const { compare } = usePanel()
  const { sign, means } = lookOfRow(result, compare.row.value ?? 0)
  const { left, right, changes, changeCount, ignored } = moment
  const isState = left?.kind === 'state' && right?.kind === 'state'
  return (
    <>
      <div class="compare-pair">
        <EntryCard entry={left} began={result.left.session.createdAt} side="left" />
        <span class="compare-sign" title={means}>
          {sign}
        </span>
        <EntryCard entry={right} began={result.right.session.createdAt} side="right" />
      </div>
      <p class="compare-means">{means}</p>
      {isState && (
        <>
          <h2 class="section-head">{words.stateAfter}</h2>
          {changes === undefined && <p class="muted details-note">{words.stateUnknown}</p>}
          {changes !== undefined && changeCount === 0 && <p class="muted details-note">{words.stateSame}</p>}
          {changes !== undefined && changeCount > 0 && <ChangeList rows={changes} count={changeCount} />}
          {ignored > 0 && <p class="muted details-note">{words.ignoredHere(ignored)}</p>}
        </>
      )}
    </>
  )
}

interface EntryCardProps {
  readonly entry: Entry | undefined
  readonly began: number
  readonly side: 'left' | 'right'
}

function EntryCard({ entry, began, side }: EntryCardProps): JSX.Element {
  const { compare } = usePanel()
  if (entry === undefined) return <p class="compare-card muted">{words.absent}</p>
  const { label, level } = describe(entry)
  const name = side === 'left' ? words.openLeft : words.openRight
  return (
    <div class="compare-card">
      <p class={level === 'error' || level === 'warn' ? `${level}-words` : ''}>
        <Recorded text={label} />
      </p>
      <p class="muted">
        {formatOffset(entry.t - began)} · {text.entry.number(entry.n)}
      </p>
      <Button look="outline" label={name} keys={side === 'left' ? 'Enter' : 'Shift+Enter'} onPress={() => compare.openEntry(side)} />
    </div>
  )
}
