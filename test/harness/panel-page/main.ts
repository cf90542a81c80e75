import { AppError } from '../../../src/core/errors'
import { mountPanel } from '../../../src/panel'
import { createStage, type Stage } from './fake-deps'
import { generateVisit, storeVisit, type VisitOptions } from './generated-session'
import { withLargeSession } from './large-store'

declare global {
  interface Window {
    /** For whoever drives the page. */
    stage: Stage & { record(options: VisitOptions): Promise<void> }
  }
}

/**
 * The panel as a plain page over a memory store. `?theme=dark`, `?sessions=none`,
 * `?entries=3000`, `?grant=no`, `?large=1000000`, `?store=broken`.
 */
const query = new URLSearchParams(location.search)
const stage = createStage({
  theme: query.get('theme') === 'dark' ? 'dark' : 'light',
  canGrant: query.get('grant') !== 'no',
  wrap(store) {
    const large = Number(query.get('large'))
    if (query.get('store') === 'broken')
      return { ...store, listSessions: () => Promise.reject(new AppError('store/unavailable', { why: 'it is broken' })) }
    return large > 0 ? withLargeSession(store, large) : store
  },
})

const hour = 3_600_000
const now = stage.env.now()
const entries = Number(query.get('entries') ?? 3000)
const visits: readonly VisitOptions[] = [
  { id: 'older', name: 'Login loops after password reset', startedAt: now - 50 * hour, entries: 640, seed: 4 },
  { id: 'imported', name: 'cart-bug-from-support', startedAt: now - 27 * hour, entries: 420, seed: 3, from: 'imported' },
  { id: 'crashed', name: 'Checkout freeze, second try', startedAt: now - 5 * hour, entries: 900, seed: 2 },
  { id: 'main', name: 'Wrong total after coupon', startedAt: now - 0.2 * hour, entries, seed: 1 },
]
if (query.get('sessions') !== 'none' && !query.has('large')) {
  for (const visit of visits) await storeVisit(stage.store, generateVisit(visit), visit.id === 'crashed' ? 'interrupted' : 'ended')
}

window.stage = { ...stage, record: async (options) => storeVisit(stage.store, generateVisit(options), 'recording') }
const root = document.getElementById('app')
if (root !== null) mountPanel(root, stage.deps, new AbortController().signal)
