import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Split } from '../parts/split'
import { Tabs } from '../parts/tabs'
import { OpenSessionContext, usePanel } from '../state/context'
import type { OpenSession } from '../state/open-session'
import { text } from '../text'
import { EntryDetails } from './entry/entry-details'
import { EntryJson } from './entry/entry-json'
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
type TabId = 'details' | 'state' | 'json'
const entryTabs = [
  { id: 'details', label: tabWords.details },
  { id: 'json', label: tabWords.json },
] as const
const allTabs = [
  { id: 'details', label: tabWords.details },
  { id: 'state', label: tabWords.state },
  { id: 'json', label: tabWords.json },
] as const

function EntryTabs(): JSX.Element {
  const [tab, setTab] = useState<TabId>('details')
  return (
    <Tabs<TabId> name="inspector" label={text.entry.inspector} tabs={entryTabs} selected={tab} onSelect={setTab}>
      {tab === 'details' ? <EntryDetails /> : <EntryJson />}
    </Tabs>
  )
}

function TabbedInspector(): JSX.Element {
  const [tab, setTab] = useState<TabId>('details')
  return (
    <Tabs<TabId> name="inspector" label={text.entry.inspector} tabs={allTabs} selected={tab} onSelect={setTab}>
      {tab === 'details' && <EntryDetails />}
      {tab === 'state' && <StatePane />}
      {tab === 'json' && <EntryJson />}
    </Tabs>
  )
}
