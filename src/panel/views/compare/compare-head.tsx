import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { Recorded } from '../../parts/recorded-text'
import { formatMoment } from '../../selectors/format'
import { keyText } from '../../selectors/shortcuts'
import { goToFirstDifference, leaveComparison, swapSides } from '../../state/compare-actions'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.compare

/** Which two sessions are compared, and the ways through their differences and out. */
export function CompareHead(): JSX.Element | null {
  const { compare } = usePanel()
  if (compare.pair.value === undefined) return null
  return (
    <header class="compare-head">
      <Side side="left" />
      <Button icon="fit" show="icon" label={words.swap} keys={keyText('swapSides')} onPress={() => swapSides(compare)} />
      <Side side="right" />
      <Steps />
      <Button icon="close" show="icon" label={words.close} onPress={() => leaveComparison(compare)} />
    </header>
  )
}

function Side({ side }: { readonly side: 'left' | 'right' }): JSX.Element | null {
  const { compare, now } = usePanel()
  const session = compare.pair.value?.[side]
  if (session === undefined) return null
  return (
    <span class="compare-side">
      <span class="compare-side-name">{words[side]}</span>
      <button type="button" class="link" title={words.openSession} onClick={() => compare.openSide(side)}>
        <Recorded text={session.name || text.sessions.unnamed} />
      </button>
      <span class="muted compare-side-when">{formatMoment(session.createdAt, now())}</span>
    </span>
  )
}

function Steps(): JSX.Element | null {
  const { compare } = usePanel()
  const result = compare.result.value
  if (result === undefined || compare.work.value.state !== 'done') return null
  const { comparison } = result
  const { differences } = comparison
  if (differences.length === 0) {
    const isAlike =
      comparison.ignored + comparison.unsure + comparison.rows.moved === 0 &&
      comparison.counts.every((count, at) => at === 0 || count === 0)
    return (
      <strong class="compare-alike" role="status">
        {isAlike ? words.alike : words.alikeBeside}
      </strong>
    )
  }
  const at = differences.indexOf(compare.row.value ?? -1)
  return (
    <span class="compare-steps">
      <span role="status">{at < 0 ? words.differences(differences.length) : words.place(at + 1, differences.length)}</span>
      <Button label={words.goToFirst} onPress={() => goToFirstDifference(compare)} />
      <Button icon="up" show="icon" label={words.previous} keys={keyText('previousDifference')} onPress={() => compare.step(-1)} />
      <Button icon="down" show="icon" label={words.next} keys={keyText('nextDifference')} onPress={() => compare.step(1)} />
    </span>
  )
}
