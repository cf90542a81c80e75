import type { JSX } from 'preact'
import { describe } from '../../../core/model'
import { Button } from '../../parts/button'
import { Recorded } from '../../parts/recorded-text'
import { Tabs } from '../../parts/tabs'
import { type CommandId, keyText } from '../../selectors/shortcuts'
import { type StateTab, stateTabs } from '../../selectors/view-parts'
import { useOpenSession, usePanel } from '../../state/context'
import type { SourceMoment } from '../../state/source-states'
import { findInState } from '../../state/state-view'
import { text } from '../../text'
import { ErrorWords } from '../frame/failure-view'
import { DiffView } from './diff-view'
import { FindBar } from './find-bar'
import { PathBar } from './path-bar'
import { PathHistoryView } from './path-history-view'
import { RawView } from './raw-view'
import { SourceBar } from './source-bar'
import { StateChanges } from './state-changes'
import { StateTree } from './state-tree'

const words = text.stateViews
const tabCommands: Readonly<Record<StateTab, CommandId>> = { tree: 'showTree', raw: 'showRaw', diff: 'showDiff' }

/** The state of a source at the selected entry, and what last changed it. */
export function StatePane(): JSX.Element {
  const { source } = useOpenSession()
  if (source.shown.value === undefined) return <p class="placeholder">{text.state.none}</p>
  const { value, loading, error } = source.moment.value
  return (
    <section class="state-pane" aria-label={text.state.title}>
      <h2 class="unseen">{text.state.title}</h2>
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
  const { stateView } = useOpenSession()
  const { tab } = stateView
  if (moment.status === 'none') return <p class="placeholder">{text.state.noneYet}</p>
  return (
    <>
      <Doubt moment={moment} />
      <Tabs<StateTab>
        name="state-views"
        label={words.views}
        tabs={stateTabs.map((id) => ({ id, label: words.tabs[id], keys: keyText(tabCommands[id]) }))}
        selected={tab.value}
        aside={
          <span class="pane-tools">
            <Button
              icon="search"
              show="icon"
              label={words.find.open}
              keys={keyText('findInState')}
              onPress={() => findInState(stateView)}
            />
          </span>
        }
        onSelect={(id) => {
          tab.value = id
        }}
      >
        {tab.value === 'tree' && (
          <>
            <FindBar />
            <StateChanges moment={moment} brief={layout.arrangement.value === 'wide'} />
            {moment.value !== undefined && <StateTree value={moment.value} moment={moment} />}
          </>
        )}
        {tab.value === 'raw' && <RawView />}
        {tab.value === 'diff' && <DiffView />}
        {moment.value !== undefined && <PathHistoryView root={moment.value} />}
        {moment.value !== undefined && tab.value !== 'raw' && <PathBar root={moment.value} />}
      </Tabs>
    </>
  )
}

/** Says plainly where the state is not all known, and since when. */
function Doubt({ moment }: { readonly moment: SourceMoment }): JSX.Element | null {
  const { selection } = useOpenSession()
  const { status, doubt } = moment
  if (status === 'known' || status === 'none') return null
  return (
    <p class="doubt" role="note">
      {status === 'unknown' ? text.state.unknown : status === 'partial' ? text.state.partial : text.state.closed}
      {status === 'unknown' && doubt !== undefined && (
        <>
          {' '}
          <button type="button" class="link" onClick={() => selection.select(doubt.row)}>
            <Recorded text={describe(doubt.entry).label} />
          </button>
        </>
      )}
    </p>
  )
}
