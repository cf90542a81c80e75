export { closeFirst, closing, type TailSize } from './compaction-policy'
export { createLogStore } from './log-store'
export { createMemoryStore, type MemoryStoreOptions } from './memory-store'
export { type ReadOptions, readEntries } from './read-entries'
export { decodeSegment, encodeSegment, type SegmentPlace, segmentVersion } from './segment-codec'
export { type PackedColumns, type PlacedEntry, packColumns, unpackColumns } from './segment-columns'
export type { SegmentFacts } from './segment-facts'
export type {
  Appended,
  ImportStage,
  Segment,
  SegmentColumns,
  SessionChange,
  SessionStore,
  StoreChange,
  StoredDocument,
  StoredNote,
  StoreUsage,
} from './session-store'
export type { StoreContext } from './store-context'
export type { FlatTable, KeyOf, LogRange, LogTable, ReadTx, Rows, TableName, Tables, WriteTx } from './tables'
export { createWatchers, type Watchers } from './watchers'
