import { afterEach, describe, expect, it } from 'vitest'
import { type Finding, repairIntegrity, verifyIntegrity } from '../../../src/core/integrity'
import type { Rows, WriteTx } from '../../../src/core/store'
import { newDocument, newEntries, session } from '../../harness/notation'
import { entriesOf, expectConsistent } from '../store/parts/support'
import { type StoreOnTables, stores } from '../store/stores-on-tables'

type Index = Rows['segmentIndex']

/** Three closed segments of two entries, 1–2, 3–4 and 5–6, and a tail. */
const told = session`state cart.total=1 | @frame throw boom | fetch 404 /api | state cart.total=2 | click #a | @frame log two | click #end`

/** What is done to the tables of that session behind the store's back. */
type Damage = (tx: WriteTx, log: string) => Promise<void>

const inIndex =
  (change: (row: Index) => Partial<Index>): Damage =>
  async (tx, log) => {
    const row = await tx.get('segmentIndex', [log, 4])
    if (row !== undefined) await tx.put('segmentIndex', { ...row, ...change(row) })
  }
const inColumns = (change: (columns: Index['columns']) => Partial<Index['columns']>): Damage =>
  inIndex(({ columns }) => ({ columns: { ...columns, ...change(columns) } }))
const inDocument =
  (change: Partial<Rows['documents']>): Damage =>
  async (tx, log) => {
    const row = await tx.get('documents', [log, 'page'])
    if (row !== undefined) await tx.put('documents', { ...row, ...change })
  }
const noteAt =
  (id: string, document: string, n: number): Damage =>
  (tx, log) =>
    tx.put('notes', {
      ...{ log, id },
      note: { id, anchor: { document, n }, text: '', tags: [], pinned: true, createdAt: 1, editedAt: 1 },
    })

const index = (...columns: readonly string[]) => ({ what: 'index', at: 3, columns, repairable: true })

/** What is damaged, how, and what is found: all of it is put right but what is not repairable. */
const faults: readonly (readonly [string, Damage, readonly object[]])[] = [
  ['an index without a segment', (tx, log) => tx.delete('segmentIndex', [log, 4]), [{ what: 'no-index', at: 3, entries: 2 }]],
  ['an index without the first', (tx, log) => tx.delete('segmentIndex', [log, 2]), [{ what: 'no-index', at: 1, entries: 2 }]],
  ['an index without the last', (tx, log) => tx.delete('segmentIndex', [log, 7]), [{ what: 'no-index', at: 7, entries: 1 }]],
  ['labels', inColumns(() => ({ label: 'GET /api 200\ncart' })), [index('label', 'facts')]],
  ['a label too few', inColumns(() => ({ label: 'GET /api 404' })), [index('label', 'facts')]],
  ['the search text', inColumns(() => ({ text: '\n/sum' })), [index('text')]],
  ['levels', inColumns(() => ({ level: new Uint8Array([1, 1]) })), [index('level')]],
  ['times', inColumns(() => ({ t: new Float64Array([1, 2]) })), [index('t')]],
  ['numbers', inColumns(() => ({ runs: [0, 7, 2] })), [index('n')]],
  ['types', inColumns(() => ({ types: ['event/mark', 'state/change'] })), [index('type')]],
  ['sources', inColumns(() => ({ sources: ['user'] })), [index('source')]],
  ['facts', inColumns(({ facts }) => ({ facts: facts && { ...facts, numbers: [] } })), [index('facts')]],
  ['columns that are no text', inColumns(() => ({ label: new Uint8Array([0xff]) })), [index('all')]],
  ['names of documents', inIndex(() => ({ documents: ['frame'] })), [index('document')]],
  ['the time of a segment', inIndex(({ from }) => ({ from: from - 1 })), [index('time')]],
  ['the size of a segment', inIndex(({ bytes }) => ({ bytes: bytes + 7 })), [{ what: 'counts' }]],
  [
    'the counts of a session',
    async (tx, log) => {
      const row = (await tx.all('sessions')).find((one) => one.log === log)
      if (row === undefined) return
      const kinds = { ...row.info.counts.kinds, state: 9 }
      await tx.put('sessions', { ...row, info: { ...row.info, counts: { ...row.info.counts, gaps: 3, kinds } } })
    },
    [{ what: 'counts', stored: { gaps: 3, kinds: { state: 9 } }, counted: { entries: 7, errors: 1, gaps: 0, kinds: { state: 2 } } }],
  ],
  ['a last number that is too low', inDocument({ lastN: 3 }), [{ what: 'last-n', document: 'page', stored: 3, found: 5 }]],
  ['a last number that is too high', inDocument({ lastN: 6 }), [{ what: 'last-n', document: 'page', stored: 6, found: 5 }]],
  [
    'content that is gone',
    (tx, log) => tx.delete('segmentBytes', [log, 4]),
    [{ what: 'unreadable', at: 3, entries: 2, why: 'its entries are missing', repairable: false }],
  ],
  [
    'content that is no entries',
    async (tx, log) => {
      const row = await tx.get('segmentBytes', [log, 4])
      if (row !== undefined) await tx.put('segmentBytes', { ...row, texts: ['{"oops\n'] })
    },
    [{ what: 'unreadable', at: 3, entries: 2, why: 'line 1 is not JSON', repairable: false }],
  ],
  [
    'a segment that is gone',
    async (tx, log) => {
      await tx.delete('segmentIndex', [log, 4])
      await tx.delete('segmentBytes', [log, 4])
    },
    [
      { what: 'seq-hole', at: 3, missing: 2, repairable: false },
      { what: 'n-hole', document: 'page', n: 2, missing: 2, at: 5, repairable: false },
      { what: 'counts', counted: { entries: 5 } },
    ],
  ],
  [
    'a document that is gone',
    (tx, log) => tx.delete('documents', [log, 'frame']),
    [{ what: 'no-document', document: 'frame', at: 2, entries: 2, repairable: false }],
  ],
  [
    'a frame without what framed it',
    inDocument({ info: { ...newDocument('page'), parent: 'gone' } }),
    [{ what: 'no-parent', document: 'page', parent: 'gone', repairable: false }],
  ],
  [
    'a note about a document that is gone',
    noteAt('pin', 'gone', 1),
    [{ what: 'note', note: 'pin', missing: 'document', document: 'gone', n: 1, repairable: false }],
  ],
  [
    'a note about an entry that is gone',
    noteAt('pin', 'frame', 3),
    [{ what: 'note', note: 'pin', missing: 'entry', document: 'frame', n: 3, repairable: false }],
  ],
]

describe.each(stores)('A store %s', (_, create) => {
  let open: StoreOnTables | undefined
  afterEach(() => {
    open?.close()
    open = undefined
  })

  async function stored(): Promise<StoreOnTables> {
    open = create()
    const { store } = open
    await store.createSession(told.session)
    for (const document of told.documents) await store.putDocument('session', document)
    for (const entry of told.entries) {
      await store.append('session', entry.document, entry.n, newEntries([entry]))
      if (entry.seq % 2 === 0) await store.compact('session', true)
    }
    return open
  }

  it.each(faults)('with damage to %s says so, and puts right what follows from its entries', async (_, damage, expected) => {
    const { store, tables } = await stored()
    await tables.write(['sessions', 'documents', 'notes', 'segmentIndex', 'segmentBytes'], async (tx) => {
      const log = (await tx.get('sessions', 'session'))?.log ?? ''
      await damage(tx, log)
    })
    const report = await verifyIntegrity(store)
    expect(report.findings).toMatchObject(expected)
    const isStaying = ({ repairable }: Finding) => !repairable
    const { repaired, left } = await repairIntegrity(store, report)
    expect(repaired).toEqual(report.findings.filter((finding) => !isStaying(finding)))
    expect(left).toEqual(report.findings.filter(isStaying))
    expect((await verifyIntegrity(store)).findings).toEqual(left)
    if (left.some(({ what }) => what === 'unreadable' || what === 'seq-hole')) return
    expect(await entriesOf(store, 'session')).toEqual(told.entries)
    await expectConsistent(store, 'session')
  })

  it('that is sound gives no finding, while it is recorded and compacted', async () => {
    const { store } = await stored()
    let more = 6
    const looked: (readonly [number, number])[] = []
    const report = await verifyIntegrity(store, {
      async progress(done, total) {
        looked.push([done, total])
        if (more > 9) return
        await store.append('session', 'page', more++, newEntries(told.entries.slice(4, 5)))
        await store.compact('session', true)
      },
    })
    expect(report).toMatchObject({ findings: [], sessions: ['session'] })
    expect(looked[0]).toEqual([2, 7])
    expect(report.segments).toBeGreaterThan(4)
  })

  it('has only some of its segments read where that is asked for', async () => {
    const { store, tables } = await stored()
    expect(await verifyIntegrity(store, { sample: 2 })).toMatchObject({ findings: [], segments: 4, read: 2 })
    await tables.write(['sessions', 'segmentBytes'], async (tx) => {
      const log = (await tx.get('sessions', 'session'))?.log ?? ''
      for (const lastSeq of [2, 4]) await tx.delete('segmentBytes', [log, lastSeq])
    })
    expect((await verifyIntegrity(store, { sample: 2 })).findings).toMatchObject([{ what: 'unreadable', at: 1 }])
  })

  it('is not looked at further once that is cancelled', async () => {
    const { store } = await stored()
    const stop = new AbortController()
    const looking = verifyIntegrity(store, { signal: stop.signal, progress: () => stop.abort(new Error('enough')) })
    await expect(looking).rejects.toThrow('enough')
    await expect(verifyIntegrity(store, { sessions: ['gone'] })).rejects.toMatchObject({ code: 'store/unknown-session' })
  })
})
