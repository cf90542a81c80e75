export { type EntrySelector, createEntrySelector } from './select-entries'
export { selectFrame } from './select-frame'
export { excerptOf, type Selection } from './selection'
