export { createEntrySelector, type EntrySelector, type SelectingWalk } from './select-entries'
export { selectFrame } from './select-frame'
export { excerptOf, type Selection } from './selection'
