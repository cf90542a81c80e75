import { createDexieUnderTest } from './fake-database'
import { describeStore } from './store-contract'

describeStore('The store in IndexedDB', createDexieUnderTest)
