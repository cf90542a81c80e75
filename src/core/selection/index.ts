export { type Preset, type PresetName, presetNames, presets } from './presets'
export { createEntrySelector, type EntrySelector, type SelectingWalk } from './select-entries'
export { selectFrame } from './select-frame'
export { excerptOf, type Selection, selectable } from './selection'
