export { openDexieStaging } from './dexie-staging'
export { type DexieStore, type DexieStoreOptions, openDexieStore, type StorageRoom } from './dexie-store'
export type { JobTable } from './job-table'
export { type OpenedLinks, openOpenedLinks } from './opened-links'
