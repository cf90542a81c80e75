import type { CommandId } from '../selectors/shortcuts'
import type { InspectorTab, StateTab } from '../selectors/view-parts'
import type { Compare } from './compare'
import { goToFirstDifference, leaveComparison, swapSides } from './compare-actions'
import { noteOnEntry, togglePin } from './note-actions'
import type { OpenSession } from './open-session'
import type { Panel } from './panel'
import { askWhoChanged, findInState } from './state-view'

/** Marks the element that the command `filter` goes to. */
export const filterBoxId = 'timeline-filter'

export interface CommandAction {
  /** Whether it would do something now. */
  available(panel: Panel): boolean
  /** Where its keys are heard, if not everywhere. */
  hears?(focus: Element): boolean
  run(panel: Panel): void
}

/** How much closer one step of zooming looks, and by how much of its length one step moves the range. */
const ZOOM = 0.5
const STEP = 0.25
/** The range around an entry reaches so many milliseconds to either side. */
const AROUND = 1000

const always = (run: (panel: Panel) => void): CommandAction => ({ available: () => true, run })

function recorder(run: (panel: Panel) => void): CommandAction {
  return { available: ({ recording }) => ['recording', 'idle', 'full'].includes(recording.status.value.state), run }
}

function inSession(run: (open: OpenSession, panel: Panel) => void, available: (open: OpenSession) => boolean = () => true): CommandAction {
  return {
    available: ({ open }) => open.value !== undefined && available(open.value),
    run(panel) {
      const open = panel.open.value
      if (open !== undefined) run(open, panel)
    },
  }
}

function inspecting(id: InspectorTab): CommandAction {
  return inSession(({ tab }) => {
    tab.value = id
  }, hasEntries)
}

function lookingAt(id: StateTab): CommandAction {
  return inSession(
    ({ tab, stateView }) => {
      tab.value = 'state'
      stateView.tab.value = id
    },
    ({ source }) => source.shown.value !== undefined,
  )
}

/** While a comparison is on screen. */
function inComparison(run: (compare: Compare) => void, available: (compare: Compare) => boolean = () => true): CommandAction {
  return { available: ({ compare }) => compare.shown.value && available(compare), run: ({ compare }) => run(compare) }
}

const hasDifferences = ({ result, work }: Compare): boolean =>
  work.value.state === 'done' && result.value !== undefined && result.value.comparison.differences.length > 0

const hasEntries = ({ index }: OpenSession): boolean => index.rows > 0
const isZoomed = ({ time }: OpenSession): boolean => time.range.value !== undefined
const hasSelection = ({ selection }: OpenSession): boolean => selection.row.value !== undefined

/** The moment of the selected entry, where the range holds it: what zooming is about. */
function aboutOf({ index, selection, time }: OpenSession): number | undefined {
  const row = selection.row.value
  const moment = row === undefined ? undefined : index.t.data[row]
  const range = time.range.value
  return moment === undefined || (range !== undefined && (moment < range.from || moment > range.until)) ? undefined : moment
}

const hasPlace = ({ stateView }: OpenSession): boolean => stateView.place.value !== undefined

function stepPath({ stateView }: OpenSession, direction: 1 | -1): void {
  const pointer = stateView.place.value
  if (pointer !== undefined) void stateView.history.step(pointer, direction)
}

/** Where Space plays; buttons and boxes have a use of their own for it. */
const played = '.timeline [role=grid], .state-pane [role=tree], .state-pane [role=region]'

/** From here on the person wants to see what differs. */
function compareWithSelected({ stateView, selection, tab }: OpenSession): void {
  stateView.comparison.choose(selection.row.value)
  stateView.tab.value = 'diff'
  tab.value = 'state'
}

function momentOf({ index, selection }: OpenSession): number {
  return index.t.data[selection.row.value ?? 0] ?? 0
}

/** What the commands of the panel do. Keys, buttons and the palette all come here. */
export const actions: Readonly<Record<CommandId, CommandAction>> = {
  record: recorder(({ recording }) => void recording.toggle()),
  reload: recorder(({ recording }) => void recording.start({ reload: true })),
  export: {
    available: ({ open, list }) => open.value !== undefined || list.picked.value.length > 0,
    run(panel) {
      panel.askExport(panel.open.value === undefined ? panel.list.picked.value : [panel.open.value.id])
    },
  },
  import: always((panel) => panel.askImport()),
  backup: {
    available: ({ sessions }) => (sessions.list.value ?? []).length > 0,
    run: (panel) => panel.askBackup(),
  },
  restore: always((panel) => panel.askImport({ known: 'merge' })),
  rules: always((panel) => panel.askRules()),
  palette: always((panel) => panel.showDialog('palette')),
  sessions: inSession((_, panel) => panel.closeSession()),
  findInState: {
    ...inSession((open) => {
      open.tab.value = 'state'
      findInState(open.stateView)
    }, hasEntries),
    hears: (focus) => focus.closest('.state-pane') !== null,
  },
  filter: inSession(() => document.getElementById(filterBoxId)?.focus()),
  clearFilter: inSession(({ filter }) => filter.clear()),
  previousEntry: inSession(({ selection }) => selection.move(-1), hasEntries),
  nextEntry: inSession(({ selection }) => selection.move(1), hasEntries),
  previousChange: inSession(({ source }) => void source.step(-1), hasEntries),
  nextChange: inSession(({ source }) => void source.step(1), hasEntries),
  play: { ...inSession(({ playback }) => playback.toggle(), hasEntries), hears: (focus) => focus.matches(played) },
  previousPathChange: inSession((open) => stepPath(open, -1), hasPlace),
  nextPathChange: inSession((open) => stepPath(open, 1), hasPlace),
  whoChanged: inSession((open) => {
    open.tab.value = 'state'
    askWhoChanged(open.stateView)
  }, hasPlace),
  compareState: inSession(compareWithSelected, hasSelection),
  latest: inSession(({ selection }) => selection.latest(), hasEntries),
  zoomIn: inSession((open) => open.time.zoom(ZOOM, aboutOf(open)), hasEntries),
  zoomOut: inSession((open) => open.time.zoom(1 / ZOOM, aboutOf(open)), isZoomed),
  earlier: inSession(({ time }) => time.move(-STEP), isZoomed),
  later: inSession(({ time }) => time.move(STEP), isZoomed),
  centre: inSession(
    (open) => open.time.centre(momentOf(open)),
    (open) => isZoomed(open) && hasSelection(open),
  ),
  range: inSession((open) => open.time.show({ from: momentOf(open) - AROUND, until: momentOf(open) + AROUND }), hasSelection),
  wholeRange: inSession(({ time }) => time.show(undefined), isZoomed),
  bursts: inSession(({ shown }) => shown.setGrouped(!shown.grouped.value), hasEntries),
  pin: inSession((open, panel) => void togglePin(panel, open), hasSelection),
  note: inSession((open, panel) => noteOnEntry(panel, open), hasSelection),
  letGo: { ...inSession(({ selection }) => selection.clear(), hasSelection), hears: (focus) => focus.matches('.timeline [role=grid]') },
  undo: {
    available: ({ toasts }) => toasts.current.value?.action?.undoes === true,
    run({ toasts }) {
      toasts.current.value?.action?.run()
      toasts.dismiss()
    },
  },
  showDetails: inspecting('details'),
  showState: inspecting('state'),
  showJson: inspecting('json'),
  showNotes: inspecting('notes'),
  showTree: lookingAt('tree'),
  showRaw: lookingAt('raw'),
  showDiff: lookingAt('diff'),
  compareSessions: {
    available: ({ open, compare }) => open.value?.session.value !== undefined || compare.pair.value !== undefined,
    run: (panel) => panel.showDialog('compare'),
  },
  backToComparison: {
    available: ({ compare }) => compare.pair.value !== undefined && !compare.shown.value,
    run: ({ compare }) => compare.show(),
  },
  firstDifference: inComparison(goToFirstDifference, hasDifferences),
  previousDifference: inComparison((compare) => compare.step(-1), hasDifferences),
  nextDifference: inComparison((compare) => compare.step(1), hasDifferences),
  swapSides: inComparison(swapSides),
  closeComparison: inComparison(leaveComparison),
  help: always((panel) => panel.showDialog('shortcuts')),
}
