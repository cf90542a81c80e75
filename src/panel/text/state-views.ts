import { counted } from './plural'

/** What is said of the ways to look at a state. */
export const stateViewWords = {
  views: 'How to look at the state',
  tabs: { tree: 'Tree', raw: 'Raw', diff: 'Diff' },
  raw: 'The state as JSON',
  copyRaw: 'Copy JSON',
  preparing: 'Preparing the text',
  comparing: 'Comparing the states',
  diff: 'Differences of the state',
  lastChange: 'Compared with the state before',
  comparedWith: 'Compared with',
  compare: 'Compare with this entry',
  compareHint: 'Compare the state of the entries you go to with the state at this one',
  clearBase: 'Compare with the state before each change again',
  noBase: 'The source had no known state at the entry to compare with.',
  noBefore: 'There is nothing to compare with: the state before is not known.',
  same: 'Both states are the same.',
  counts: (added: number, removed: number, changed: number) => `${added} added, ${removed} removed, ${changed} changed`,
  unchanged: (count: string) => `${count} unchanged`,
  signs: { added: 'added', removed: 'removed', changed: 'changed' },
  lines: (count: number) => counted(count, 'line', 'lines'),
}
