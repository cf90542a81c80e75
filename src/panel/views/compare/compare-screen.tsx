import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { Progress } from '../../parts/progress'
import { Split } from '../../parts/split'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { ErrorWords } from '../frame/failure-view'
import { CompareDetails } from './compare-details'
import { CompareHead } from './compare-head'
import { CompareList } from './compare-list'
import { CompareOptions } from './compare-options'

const words = text.compare

/** Two sessions beside each other: where they part, and what differs from there on. */
export function CompareScreen(): JSX.Element {
  return (
    <section class="compare" aria-label={words.title}>
      <h1 class="unseen">{words.title}</h1>
      <CompareHead />
      <CompareOptions />
      <Body />
    </section>
  )
}

function Body(): JSX.Element {
  const { compare, layout } = usePanel()
  const { state, error } = compare.work.value
  const result = compare.result.value
  if (state === 'failed' || state === 'cancelled') {
    return (
      <div class="placeholder" role="alert">
        {state === 'cancelled' ? words.cancelled : words.failed}
        {error !== undefined && <ErrorWords error={error} />}
        <Button look="outline" icon="reload" label={words.again} onPress={compare.again} />
      </div>
    )
  }
  if (state !== 'done' || result === undefined) return <Working />
  if (result.comparison.rows.length === 0) return <p class="placeholder">{words.nothing}</p>
  return (
    <Split
      name="compare"
      label={text.splitters.compare}
      direction="rows"
      value={layout.sizes.value.compare}
      first={<CompareList result={result} />}
      second={<CompareDetails result={result} />}
      onChange={(percent) => layout.resize('compare', percent)}
      onReset={() => layout.reset('compare')}
    />
  )
}

/** Says how far the work is once that takes long enough to be asked. */
function Working(): JSX.Element {
  const { compare } = usePanel()
  const { state, done, total } = compare.work.value
  const label = state === 'reading' ? words.reading : words.comparing
  return (
    <div class="placeholder">
      <p role="status">{label}</p>
      {compare.slow.value && (
        <>
          <div class="compare-progress">
            <Progress label={label} done={done} total={total} />
          </div>
          <Button look="outline" label={text.cancel} onPress={compare.cancel} />
        </>
      )}
    </div>
  )
}
