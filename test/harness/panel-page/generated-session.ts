import type { DocumentInfo, NewEntry, Session } from '../../../src/core/model'
import { noCounts } from '../../../src/core/model'
import type { SessionStore } from '../../../src/core/store'
import { naiveDiff } from './naive-diff'
import { pageFacts } from './page-facts'
import { createRandom, type Random } from './random'
import { firstShopState, nextShopStep, type ShopState } from './shop'

export const shopOrigin = 'https://shop.example'
export const shopSource = 'redux-1'
const storageSource = 'local-storage'

/** An entry with the document that recorded it. */
export interface PlacedFact {
  readonly document: string
  readonly entry: NewEntry
}

/** A visit to the shop, as a recorder would have told it, and the shop's own states to compare with. */
export interface Visit {
  readonly session: Session
  readonly documents: readonly DocumentInfo[]
  /** In the order of time. */
  readonly facts: readonly PlacedFact[]
  /** The store's state after each of its entries, in order. */
  readonly states: readonly ShopState[]
}

export interface VisitOptions {
  readonly id: string
  readonly name: string
  readonly startedAt: number
  /** Roughly how many entries. */
  readonly entries: number
  readonly seed: number
  readonly status?: Session['status']
  readonly from?: Session['from']
}

/** The same visit at every call with the same options. */
export function generateVisit(options: VisitOptions): Visit {
  const random = createRandom(options.seed)
  const facts: PlacedFact[] = []
  const states: ShopState[] = []
  const first = documentOf('document-1', '/', options.startedAt + 4, random)
  const second = documentOf('document-2', '/checkout', 0, random)
  const frame: DocumentInfo = {
    ...documentOf('document-3', '/elements', 0, random),
    parent: second.id,
    url: 'https://pay.example/elements',
  }
  let state = firstShopState()
  let t = options.startedAt + 4

  const tell = (document: string, fact: object, at = t): void => void facts.push({ document, entry: { ...fact, t: at } as NewEntry })

  function open(document: DocumentInfo, why: 'init' | 'late'): void {
    const { url, title } = document
    tell(document.id, { kind: 'event', type: 'navigation', data: { how: 'load', url, title } })
    t += 11
    tell(document.id, { kind: 'state', type: 'open', source: shopSource, data: { name: 'shop', library: 'redux' } })
    tell(document.id, { kind: 'state', type: 'keyframe', source: shopSource, data: { value: state, why } })
    states.push(state, state)
    tell(document.id, { kind: 'state', type: 'open', source: storageSource, data: { name: 'localStorage', library: 'web-storage' } })
    tell(document.id, {
      kind: 'state',
      type: 'keyframe',
      source: storageSource,
      data: { value: { theme: 'light', cart: '[]' }, why: 'init' },
    })
    t += 38
  }

  function act(document: string): void {
    const step = nextShopStep(state, random)
    const patch = naiveDiff(state, step.state)
    state = step.state
    tell(document, { kind: 'state', type: 'change', source: shopSource, data: { action: step.action, patch, stack: stackOf(random) } })
    states.push(state)
  }

  open(first, 'init')
  const half = options.entries / 2
  let requests = 0
  let sinceOverhead = t
  let moved = false
  let document = first.id
  while (facts.length < options.entries) {
    if (!moved && facts.length > half) {
      moved = true
      tell(document, { kind: 'event', type: 'navigation', data: { how: 'leave', url: first.url } })
      t += 340
      document = second.id
      open(second, 'init')
      tell(frame.id, { kind: 'event', type: 'navigation', data: { how: 'load', url: frame.url, title: 'Payment' } })
      tell(second.id, { kind: 'component', type: 'gap', data: { reason: 'not-granted', detail: 'https://ads.example' } })
    }
    t += random.chance(0.12) ? random.between(400, 4200) : random.between(3, 160)
    requests = pageFacts({ random, document, requests, tell, act, moment: () => t, wait: (by) => (t += by) })
    if (t - sinceOverhead > 5000) {
      const window = t - sinceOverhead
      const busy = Math.round(window * (0.0006 + random.next() * 0.0011) * 100) / 100
      tell(document, {
        kind: 'performance',
        type: 'overhead',
        data: { busy, window, longest: 1.4, waiting: random.between(0, 4000), entries: 60 },
      })
      sinceOverhead = t
    }
  }
  const session: Session = {
    id: options.id,
    name: options.name,
    origin: shopOrigin,
    from: options.from ?? 'recorded',
    status: 'recording',
    createdAt: options.startedAt,
    browser: 'Chromium 156',
    revision: 0,
    description: '',
    tags: [],
    counts: noCounts,
  }
  return { session, documents: [first, second, frame], facts: facts.toSorted((a, b) => a.entry.t - b.entry.t), states }
}

function documentOf(id: string, path: string, timeOrigin: number, random: Random): DocumentInfo {
  return {
    id,
    url: shopOrigin + path,
    title: path === '/' ? 'Corner Coffee' : 'Corner Coffee · Checkout',
    timeOrigin,
    offset: random.next(),
    late: false,
  }
}

function stackOf(random: Random): string {
  const line = random.between(12, 88)
  return `at dispatchAction (${shopOrigin}/assets/store.js:${line}:11)\nat onClick (${shopOrigin}/assets/cart-line.js:${line + 9}:5)\nat HTMLButtonElement.callCallback (${shopOrigin}/assets/react-dom.js:4101:14)`
}

const BATCH = 40

/** Puts a visit into a store the way the background does: batch by batch, document by document. */
export async function storeVisit(store: SessionStore, visit: Visit, end: Session['status'] = 'ended'): Promise<void> {
  const { session } = visit
  await store.createSession(session)
  for (const document of visit.documents) await store.putDocument(session.id, document)
  const next = new Map<string, number>()
  let batch: NewEntry[] = []
  let of = visit.facts[0]?.document ?? ''
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return
    const firstN = next.get(of) ?? 1
    await store.append(session.id, of, firstN, batch)
    next.set(of, firstN + batch.length)
    batch = []
  }
  for (const fact of visit.facts) {
    if (fact.document !== of || batch.length >= BATCH) await flush()
    of = fact.document
    batch.push(fact.entry)
  }
  await flush()
  await store.compact(session.id, true)
  if (end !== 'recording') await store.endSession(session.id, end)
}
