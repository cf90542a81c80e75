/** Runs in the page of Playwright's trace viewer, before its own scripts. */
import { createPeerHands } from './peer-hands'

globalThis.peerHands = createPeerHands({
  row: '.actions-tree-view .tree-view-entry',
  filter: 'input[aria-label="Filter actions"]',
  details: '.call-tab',
})
