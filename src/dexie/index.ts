export { openDexieStaging } from './dexie-staging'
export { type DexieStore, type DexieStoreOptions, openDexieStore, type StorageRoom } from './dexie-store'
export { type OpenedLinks, openOpenedLinks } from './opened-links'
