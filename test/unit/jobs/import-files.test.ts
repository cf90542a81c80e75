import { describe, expect, it } from 'vitest'
import { answered, type JobState, type KnownPolicy } from '../../../src/core/jobs'
import type { Note } from '../../../src/core/model'
import { chainOf } from '../../harness/chain'
import { meta, type WholeSession, writtenAs } from '../archive/support'
import { createTestHost, entriesIn, page, sampleEntries, type TestHost } from './support'

const note = (id: string): Note => ({
  ...{ id, anchor: { document: page.id, n: 1 }, text: id, tags: [], pinned: false, createdAt: 5, editedAt: 5 },
})
const whole = (id: string, entries: number, change: Partial<WholeSession> = {}): WholeSession => ({
  ...{ meta: { ...meta, id, name: `Name of ${id}` }, documents: [page], entries: sampleEntries(entries), ...change },
})

/** The library of a person on four days: the first is full, the others are deltas. */
const days: readonly (readonly WholeSession[])[] = [
  [whole('a', 20), whole('b', 5, { notes: [note('one')] })],
  [whole('a', 30), whole('b', 5, { notes: [note('one')] })],
  [whole('a', 30), whole('b', 5, { notes: [note('one'), note('two')] }), whole('c', 7)],
  [whole('a', 40), whole('c', 7)],
]
const chain = chainOf(...days)

/** Stages what is given under the names file-0, file-1 …, imports all of it and gives the jobs. */
async function importAll(host: TestHost, files: readonly (Buffer | string)[], options: object = {}): Promise<readonly JobState[]> {
  const staged = files.map((_, at) => ({ file: `import-${at}`, name: `file-${at}` }))
  for (const [at, bytes] of files.entries()) await host.stage(`import-${at}`, bytes)
  const { id } = await host.run({ kind: 'import', files: staged, ...options })
  return (await host.table.list()).filter((job) => job.id.startsWith(id)).sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function answerAll(host: TestHost, policy: KnownPolicy): Promise<readonly JobState[]> {
  for (const job of await host.table.list()) await host.table.put(answered(job, policy, host.env.now()))
  await host.runner.wake()
  return host.table.list()
}

/** Ids with their entries, of all sessions. */
async function stored(host: TestHost): Promise<Readonly<Record<string, number>>> {
  const found: Record<string, number> = {}
  for (const { id } of await host.store.listSessions()) found[id] = (await entriesIn(host.store, id)).length
  return found
}

describe('several files', () => {
  it('that have nothing to do with each other come in one by one, and one that is wrong stops no other', async () => {
    const host = createTestHost()
    const jobs = await importAll(host, [await writtenAs('json', [whole('x', 3)]), 'nonsense', await writtenAs('yaml', [whole('y', 4)])])
    expect(jobs.map(({ phase, request }) => [phase, request.kind === 'import' && request.files.map(({ name }) => name)])).toEqual([
      ['done', ['file-0']],
      ['failed', ['file-1']],
      ['done', ['file-2']],
    ])
    expect(jobs[1]?.error?.code).toBe('archive/foreign')
    expect(await stored(host)).toEqual({ x: 3, y: 4 })
    expect(await host.staging.list()).toEqual([])
  })

  it('of one chain are one import in whatever order they came, which asks first', async () => {
    const [full = Buffer.of(), one = Buffer.of(), two = Buffer.of(), three = Buffer.of()] = await chain
    for (const files of [
      [full, one, two, three],
      [three, two, one, full],
      [two, full, three, one],
    ]) {
      const host = createTestHost()
      const jobs = await importAll(host, files)
      expect(jobs).toMatchObject([
        {
          phase: 'asking',
          description: {
            verified: true,
            sessions: [
              { id: 'a', entries: 40 },
              { id: 'c', entries: 7 },
            ],
          },
        },
      ])
      expect(await stored(host)).toEqual({})
      expect(await answerAll(host, 'copy')).toMatchObject([{ phase: 'done' }])
      expect(await stored(host)).toEqual({ a: 40, c: 7 })
      expect(await host.staging.list()).toEqual([])
    }
  })

  it('of a chain and others are told apart', async () => {
    const [full = Buffer.of(), one = Buffer.of()] = await chain
    const host = createTestHost()
    const jobs = await importAll(host, [one, await writtenAs('json', [whole('x', 3)]), 'nonsense', full], { known: 'copy' })
    expect(jobs.map(({ phase }) => phase)).toEqual(['done', 'done', 'failed'])
    expect(await stored(host)).toEqual({ a: 30, b: 5, x: 3 })
  })

  it.each([
    ['without their full file', [1, 2], 'archive/delta', { number: 1 }],
    ['with one missing in between', [0, 1, 3], 'delta/gap', { number: 2 }],
    ['with the first missing', [0, 2], 'delta/gap', { number: 1 }],
    ['with one given twice', [0, 1, 1], 'delta/repeat', { number: 1 }],
  ] as const)('of a chain %s are refused by name, and nothing is stored', async (_, places, code, detail) => {
    const files = await chain
    const host = createTestHost()
    const jobs = await importAll(
      host,
      places.map((place) => files[place] ?? ''),
    )
    expect(jobs).toMatchObject([{ phase: 'failed', error: { code, detail } }])
    expect(await stored(host)).toEqual({})
    expect(await host.staging.list()).toEqual([])
  })

  it('of a chain that forks, or has two full files, are refused', async () => {
    const [full = Buffer.of(), one = Buffer.of()] = await chain
    const [, fork = Buffer.of()] = await chainOf(days[0] ?? [], [whole('a', 25), whole('b', 5)])
    expect(await importAll(createTestHost(), [full, one, fork])).toMatchObject([{ error: { code: 'delta/fork', detail: { number: 1 } } }])
    const later = await writtenAs('json', days[1] ?? [])
    expect(await importAll(createTestHost(), [full, one, later])).toMatchObject([{ error: { code: 'delta/two-fulls' } }])
  })

  it('of which a delta was damaged store nothing', async () => {
    const [full = Buffer.of(), one = Buffer.of()] = await chain
    const damaged = one.toString().replace('"t":', '"t":1')
    const host = createTestHost()
    expect((await importAll(host, [full, damaged]))[0]?.error?.code).toMatch(/^archive\//)
    expect(await stored(host)).toEqual({})
  })
})

describe('deltas without their full file', () => {
  /** A host that has imported the full file. */
  async function grown(): Promise<TestHost> {
    const host = createTestHost()
    expect(await importAll(host, [(await chain)[0] ?? ''])).toMatchObject([{ phase: 'done' }])
    for (const { id } of await host.table.list()) await host.table.delete(id)
    return host
  }

  it('go on from what an earlier import of it brought, one after the other, in time or together', async () => {
    const [, one = '', two = '', three = ''] = await chain
    for (const rounds of [[[one], [two], [three]], [[two, one], [three]], [[three, one, two]]]) {
      const host = await grown()
      for (const files of rounds) {
        const [job] = await importAll(host, files)
        expect(job).toMatchObject({ phase: 'asking', description: { grows: true, verified: true } })
        await answerAll(host, 'merge')
        expect(await host.table.get(job?.id ?? '')).toMatchObject({ phase: 'done' })
        await host.table.delete(job?.id ?? '')
      }
      // The last file has no session b; what is here stays.
      expect(await stored(host)).toEqual({ a: 40, b: 5, c: 7 })
      expect(await entriesIn(host.store, 'a')).toEqual(sampleEntries(40))
    }
  })

  it('bring notes, and leave a session alone to which they do nothing', async () => {
    const [, one = '', two = ''] = await chain
    const host = await grown()
    await importAll(host, [one, two], { known: 'merge' })
    expect((await host.store.listNotes('b')).map(({ id }) => id)).toEqual(['one', 'two'])
    expect(await host.store.getSession('a')).toMatchObject({ revision: 1, name: 'Name of a', from: 'imported' })
  })

  it.each([
    ['was renamed', (host: TestHost) => host.store.editSession('a', { name: 'Mine' }), 'delta/changed'],
    ['got a note', (host: TestHost) => host.store.putNote('a', note('mine')), 'delta/changed'],
    ['was deleted', (host: TestHost) => host.store.deleteSession('a', 1), 'archive/delta'],
  ])('are refused where a session %s since', async (_, change, code) => {
    const host = await grown()
    await change(host)
    const before = await stored(host)
    expect(await importAll(host, [(await chain)[1] ?? ''])).toMatchObject([{ phase: 'failed', error: { code } }])
    expect(await stored(host)).toEqual(before)
  })

  it('are refused when they were imported already, or one before them was not', async () => {
    const [, one = '', two = ''] = await chain
    const host = await grown()
    expect(await importAll(host, [two])).toMatchObject([{ error: { code: 'delta/gap', detail: { number: 1 } } }])
    await importAll(host, [one], { known: 'merge' })
    expect(await importAll(host, [one])).toMatchObject([{ error: { code: 'delta/repeat', detail: { number: 1 } } }])
    expect(await stored(host)).toEqual({ a: 30, b: 5 })
  })

  it('come in as copies where both are to be kept, and then go on from neither', async () => {
    const host = await grown()
    const [job] = await importAll(host, [(await chain)[1] ?? ''], { known: 'copy' })
    expect(await stored(host)).toEqual({ a: 20, b: 5, [job?.result?.session ?? '']: 30 })
  })
})
