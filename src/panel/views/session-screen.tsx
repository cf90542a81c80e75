import type { JSX } from 'preact'
import { Split } from '../parts/split'
import { Tabs } from '../parts/tabs'
import { type CommandId, keyText } from '../selectors/shortcuts'
import type { InspectorTab } from '../selectors/view-parts'
import { OpenSessionContext, useOpenSession, usePanel } from '../state/context'
import type { OpenSession } from '../state/open-session'
import { text } from '../text'
import { EntryDetails } from './entry/entry-details'
import { EntryJson } from './entry/entry-json'
import { NoteDialog } from './notes/note-dialog'
import { NotesList } from './notes/notes-list'
import { ExcerptLine } from './share/excerpt-line'
import { StatePane } from './state/state-pane'
import { FilterBar } from './timeline/filter-bar'
import { TimelinePane } from './timeline/timeline-pane'

/** A session: its timeline, and what is known of the selected entry, arranged as the panel's width allows. */
export function SessionScreen({ open }: { readonly open: OpenSession }): JSX.Element {
  const { layout } = usePanel()
  const sizes = layout.sizes.value
  const stacked = layout.arrangement.value === 'stacked'
  const pane = stacked ? 'stacked' : 'timeline'
  return (
    <OpenSessionContext.Provider value={open}>
      <ExcerptLine class="excerpt-bar" excerpt={open.session.value?.excerpt} />
      <FilterBar />
      <Split
        name="timeline"
        label={text.splitters[pane]}
        direction={stacked ? 'rows' : 'columns'}
        value={sizes[pane]}
        first={<TimelinePane />}
        second={layout.arrangement.value === 'wide' ? <WideInspector /> : <TabbedInspector />}
        onChange={(percent) => layout.resize(pane, percent)}
        onReset={() => layout.reset(pane)}
      />
      <NoteDialog />
    </OpenSessionContext.Provider>
  )
}

/** The entry and the state, side by side. */
function WideInspector(): JSX.Element {
  const { layout } = usePanel()
  return (
    <Split
      name="entry"
      label={text.splitters.entry}
      direction="columns"
      value={layout.sizes.value.entry}
      first={<EntryTabs />}
      second={<StatePane />}
      onChange={(percent) => layout.resize('entry', percent)}
      onReset={() => layout.reset('entry')}
    />
  )
}

const tabWords = text.entry.tabs
const tabCommands: Readonly<Record<InspectorTab, CommandId>> = {
  details: 'showDetails',
  state: 'showState',
  json: 'showJson',
  notes: 'showNotes',
}

function EntryTabs(): JSX.Element {
  const { tab } = useOpenSession()
  // The state has a place of its own here.
  const selected = tab.value === 'state' ? 'details' : tab.value
  return <InspectorTabs ids={['details', 'json', 'notes']} selected={selected} />
}

function TabbedInspector(): JSX.Element {
  return <InspectorTabs ids={['details', 'state', 'json', 'notes']} selected={useOpenSession().tab.value} />
}

function InspectorTabs({ ids, selected }: { readonly ids: readonly InspectorTab[]; readonly selected: InspectorTab }): JSX.Element {
  const { tab, notes } = useOpenSession()
  const count = notes.list.value.length
  const tabs = ids.map((id) => ({ id, label: id === 'notes' ? text.notes.tab(count) : tabWords[id], keys: keyText(tabCommands[id]) }))
  return (
    <Tabs<InspectorTab>
      name="inspector"
      label={text.entry.inspector}
      tabs={tabs}
      selected={selected}
      onSelect={(id) => {
        tab.value = id
      }}
    >
      {selected === 'details' && <EntryDetails />}
      {selected === 'state' && <StatePane />}
      {selected === 'json' && <EntryJson />}
      {selected === 'notes' && <NotesList />}
    </Tabs>
  )
}
