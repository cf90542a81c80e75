/** Runs in a blank page: the panel over a session in IndexedDB, as `panel.bench.ts` measures it. */

import { signal } from '@preact/signals'
import { Dexie } from 'dexie'
import { createMemoryTable } from '../../../src/core/jobs'
import { type DocumentInfo, type NewEntry, noCounts, type Session } from '../../../src/core/model'
import { openDexieStore } from '../../../src/dexie'
import { createBrowserEnv } from '../../../src/host/env'
import { mountPanel } from '../../../src/panel'
import { formatOffset } from '../../../src/panel/selectors/format'
import { typicalEntries } from '../lib/typical-entries'

// Dexie traces every operation on pages of localhost, and nowhere else.
Dexie.debug = false

/** `large`: as a busy page records them, a whole state of 200 kB every thousand; `small`: marks of 60 bytes. */
export type Sort = 'large' | 'small'

const began = 1_790_000_000_000
const batch = 1000
const env = createBrowserEnv()
const store = openDexieStore({ env, name: 'panel-bench' })
const document_: DocumentInfo = { id: 'd', url: location.href, title: '', timeOrigin: began, offset: 0, late: false }

function sessionOf(id: string): Session {
  return {
    id,
    name: id,
    origin: location.origin,
    from: 'recorded',
    status: 'recording',
    createdAt: began,
    browser: navigator.userAgent,
    revision: 0,
    description: '',
    tags: [],
    counts: noCounts,
  }
}

const orders = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`o${i}`, { total: i, status: 'new' }]))

/** Entries `from` to `from + batch`, a whole state first. */
function entriesFrom(sort: Sort, from: number): readonly NewEntry[] {
  if (sort === 'small') {
    return Array.from({ length: batch }, (_, i) => ({
      kind: 'event',
      type: 'mark',
      t: began + (from + i) * 7.25,
      data: { name: `mark ${from + i}` },
    }))
  }
  const value = { orders: { entities: { ...orders, [`o${from % 5000}`]: { total: from, status: 'whole' } } } }
  const keyframe: NewEntry = {
    kind: 'state',
    type: 'keyframe',
    source: 'store',
    t: began + from * 7.25,
    data: { value, why: from === 0 ? 'init' : 'derived' },
  }
  return [keyframe, ...typicalEntries(batch, from).slice(1)]
}

/** Milliseconds until `look` holds, looked at in every frame. */
async function frames(look: () => boolean): Promise<number> {
  const start = performance.now()
  while (!look()) {
    if (performance.now() - start > 60_000) throw new Error('The panel did not get there in a minute')
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  return performance.now() - start
}

const rowsShown = (): number => Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0)
const counterText = (): string => document.querySelector('.counter')?.textContent ?? ''

let pressedAt = 0

const bench = {
  /** Records a session of so many entries. Gives its bytes. */
  async fill(id: string, sort: Sort, count: number): Promise<number> {
    await store.createSession(sessionOf(id))
    await store.putDocument(id, document_)
    const under: Promise<unknown>[] = []
    for (let from = 0; from < count; from += batch) {
      under.push(store.append(id, 'd', from + 1, entriesFrom(sort, from)))
      if (under.length >= 8) await under.shift()
    }
    await Promise.all(under)
    await store.endSession(id, 'ended')
    return (await store.getSession(id)).counts.bytes
  },

  async show(): Promise<void> {
    const root = document.body.appendChild(document.createElement('div'))
    root.id = 'app'
    const refuse = () => Promise.reject(new Error('not in a bench'))
    mountPanel(
      root,
      {
        store,
        env,
        recorder: { status: signal({ state: 'idle' } as const), start: refuse, stop: refuse, openOptions: () => undefined },
        jobs: {
          list: signal([]),
          ...{ exportFile: refuse, redact: async () => 'redact-1', importFiles: refuse, answer: refuse },
          ...{ cancel: refuse, dismiss: refuse, save: refuse, exported: refuse },
        },
        rules: createMemoryTable(),
        saveFile: refuse,
        theme: signal('light' as const),
      },
      new AbortController().signal,
    )
    await frames(() => document.querySelectorAll('.session-title').length > 0)
  },

  /** Opens the session by its name. Gives the milliseconds until rows show, and until all are there. */
  async open(name: string, count: number): Promise<{ readonly first: number; readonly all: number }> {
    const button = [...document.querySelectorAll<HTMLElement>('.session-title')].find((one) => one.textContent?.includes(name))
    if (button === undefined) throw new Error(`There is no session ${name}`)
    const start = performance.now()
    button.click()
    await frames(() => document.querySelectorAll('[role=grid] [role=row]').length > 5)
    const first = performance.now() - start
    await frames(() => counterText().replace(/\D/g, '').endsWith(String(count)))
    return { first, all: performance.now() - start }
  },

  /** Types a filter. Gives the milliseconds until there are rows of it, and until it is through. */
  async filter(typed: string): Promise<{ readonly first: number; readonly all: number; readonly rows: number }> {
    const box = document.getElementById('timeline-filter')
    if (!(box instanceof HTMLInputElement)) throw new Error('There is no filter')
    const before = rowsShown()
    const start = performance.now()
    box.value = typed
    box.dispatchEvent(new Event('input', { bubbles: true }))
    await frames(() => rowsShown() > 0 && rowsShown() !== before)
    const first = performance.now() - start
    await frames(() => /\d/.test(counterText()))
    return { first, all: performance.now() - start, rows: rowsShown() }
  },

  async clear(): Promise<void> {
    const box = document.getElementById('timeline-filter')
    if (box instanceof HTMLInputElement) box.value = ''
    box?.dispatchEvent(new Event('input', { bubbles: true }))
    const shown = rowsShown()
    await frames(() => rowsShown() !== shown)
  },

  /** Takes down when the strip is pressed next. */
  expectPress(): void {
    const press = (): void => {
      pressedAt = performance.now()
    }
    document.querySelector('.overview')?.addEventListener('pointerup', press, { once: true, capture: true })
  },

  /** Milliseconds from that press until the state at the entry that it selected shows. */
  async stateAfterPress(): Promise<number> {
    await frames(() => {
      const selected = /^entry-(\d+)$/.exec(document.querySelector('[role=grid]')?.getAttribute('aria-activedescendant') ?? '')
      const changed = document.querySelector('.state-changed-by')?.textContent ?? ''
      return selected !== null && changed.includes(formatOffset(lastChange(Number(selected[1])) * 7.25))
    })
    return performance.now() - pressedAt
  },
}

/** The row at or before this one that changed the state: rows are numbered as the entries were. */
function lastChange(row: number): number {
  for (let at = row; ; at--) {
    if (at % batch !== 0 && ![0, 7, 14, 3, 11, 18, 5, 15].includes(at % 20)) return at
    if (at <= 0) return 0
  }
}

declare global {
  var panelBench: typeof bench
}
globalThis.panelBench = bench
