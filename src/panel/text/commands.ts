import type { CommandId } from '../selectors/shortcuts'

/** What each command does, as the palette and the list of shortcuts say it. */
const titles: Readonly<Record<CommandId, string>> = {
  record: 'Start or stop recording',
  reload: 'Record and reload',
  export: 'Export the open session',
  import: 'Open a session file',
  palette: 'All commands',
  sessions: 'Back to the list of sessions',
  findInState: 'Search in the state (while it has the focus)',
  filter: 'Go to the filter',
  clearFilter: 'Clear the filter',
  previousEntry: 'Previous entry',
  nextEntry: 'Next entry',
  previousChange: 'Previous change of the source',
  nextChange: 'Next change of the source',
  play: 'Play the session, or pause (while the timeline or the state has the focus)',
  previousPathChange: 'Previous change of the selected part of the state',
  nextPathChange: 'Next change of the selected part of the state',
  whoChanged: 'Who changed the selected part of the state',
  compareState: 'Compare the state with that at the selected entry',
  latest: 'Jump to the latest entry, and follow',
  zoomIn: 'Zoom in on time',
  zoomOut: 'Zoom out of time',
  earlier: 'Move the range to earlier',
  later: 'Move the range to later',
  centre: 'Centre the selected entry; again: the whole session',
  range: 'A range around the selected entry',
  wholeRange: 'The whole session',
  bursts: 'Group bursts of alike entries, or show each',
  pin: 'Pin the selected entry, or take its pin away',
  note: 'Write a note on the selected entry',
  help: 'Keyboard shortcuts',
}

/** Keys that the lists and trees handle themselves, when they have the focus. */
const inLists: readonly (readonly [keys: string, does: string])[] = [
  ['↑ ↓', 'Move in the timeline and in trees'],
  ['PgUp PgDn', 'A page up or down'],
  ['Home End', 'First or last'],
  ['← →', 'Collapse or expand'],
  ['Esc', 'Close, or leave the filter'],
]

export const commandWords = {
  titles,
  inLists,
  palette: 'Commands',
  find: 'Find a command or a session',
  noneFound: 'Nothing has these words',
  session: 'Session',
  groups: { commands: 'Everywhere', lists: 'In lists and trees' },
}
