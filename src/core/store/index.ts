export type { Appended, ImportStage, Segment, SegmentColumns, SessionStore, StoreChange, StoredDocument, StoreUsage } from './session-store'
