import type { JSX } from 'preact'
import { useOpenSession, usePanel } from '../../state/context'
import type { SourceMoment } from '../../state/source-states'
import { text } from '../../text'
import { ErrorWords } from '../frame/failure-view'
import { SourceBar } from './source-bar'
import { StateChanges } from './state-changes'
import { StateTree } from './state-tree'

/** The state of a source at the selected entry, and what last changed it. */
export function StatePane(): JSX.Element {
  const { source } = useOpenSession()
  if (source.shown.value === undefined) return <p class="placeholder">{text.state.none}</p>
  const { value, loading, error } = source.moment.value
  return (
    <section class="state-pane" aria-label={text.state.title}>
      <SourceBar />
      {error !== undefined && (
        <div class="placeholder" role="alert">
          <ErrorWords error={error} />
        </div>
      )}
      {error === undefined && value === undefined && <p class="placeholder">{loading ? text.loading : text.state.noneYet}</p>}
      {error === undefined && value !== undefined && <Moment moment={value} />}
    </section>
  )
}

function Moment({ moment }: { readonly moment: SourceMoment }): JSX.Element {
  const { layout } = usePanel()
  if (moment.status === 'none' || moment.value === undefined) return <p class="placeholder">{text.state.noneYet}</p>
  return (
    <>
      <Doubt moment={moment} />
      <StateChanges moment={moment} brief={layout.arrangement.value === 'wide'} />
      <StateTree value={moment.value} moment={moment} />
    </>
  )
}

/** Says plainly where the state is not all known. */
function Doubt({ moment }: { readonly moment: SourceMoment }): JSX.Element | null {
  const words = {
    unknown: text.state.unknownGap,
    partial: text.state.partial,
    closed: text.state.closed,
    known: undefined,
    none: undefined,
  }[moment.status]
  return words === undefined ? null : (
    <p class="doubt" role="note">
      {words}
    </p>
  )
}
