import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answered, type KnownPolicy } from '../../../src/core/jobs'
import type { Entry, Note } from '../../../src/core/model'
import { expectConsistent } from '../../contract/store/parts/support'
import { chainOf } from '../../harness/chain'
import { newDocument } from '../../harness/notation'
import { runs } from '../../harness/runs'
import { meta, type WholeSession, writtenAs } from '../../unit/archive/support'
import { createTestHost, entriesIn, sampleEntries, type TestHost } from '../../unit/jobs/support'
import { type NaiveLibrary, type NaiveSession, naiveImport } from './naive-library'

const policies = fc.constantFrom<KnownPolicy>('merge', 'copy', 'overwrite', 'skip', 'error')
const ids = fc.constantFrom('a', 'b', 'c')
const documents = ['page', 'frame'].map(newDocument)

/** Some of the numbers of two documents, in an order that both agree with. */
const entryLists = fc
  .record({ page: fc.uniqueArray(fc.integer({ min: 1, max: 9 })), frame: fc.uniqueArray(fc.integer({ min: 1, max: 5 })), says: fc.nat(3) })
  .map(({ page, frame, says }): readonly Entry[] =>
    [...page.map((n) => ({ document: 'page', n })), ...frame.map((n) => ({ document: 'frame', n }))]
      .sort((x, y) => x.n - y.n || (x.document < y.document ? -1 : 1))
      .map((place, at) => ({ ...place, seq: at + 1, t: 1000 + place.n, kind: 'event', type: 'mark', data: { name: `${says}` } })),
  )

const noteLists = fc.uniqueArray(fc.record({ id: fc.constantFrom('n1', 'n2', 'n3'), text: fc.constantFrom('x', 'y') }), {
  selector: ({ id }) => id,
})

const sessionLists = fc
  .uniqueArray(fc.record({ id: ids, name: fc.constantFrom('one', 'two'), entries: entryLists, notes: noteLists }), {
    selector: ({ id }) => id,
  })
  .map((list) => new Map(list.map(({ id, notes, ...session }): [string, NaiveSession] => [id, { ...session, notes: notes.map(noteOf) }])))

const steps = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      file: sessionLists,
      policy: policies,
      clear: fc.nat(7).map((x) => x === 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), id: ids }) },
)

function noteOf({ id, text }: { readonly id: string; readonly text: string }): Note {
  return { id, anchor: { document: 'page', n: 1 }, text, tags: [], pinned: false, createdAt: 5, editedAt: 5 }
}

/** Numbers that are missing need an excerpt that says so. */
function fileOf(sessions: ReadonlyMap<string, NaiveSession>): Promise<Buffer> {
  return writtenAs(
    'json',
    [...sessions].map(
      ([id, { name, entries, notes }]): WholeSession => ({
        ...{ meta: { ...meta, id, name, excerpt: { without: [] } }, documents, entries, ...(notes.length > 0 && { notes }) },
      }),
    ),
  )
}

async function stored(host: TestHost): Promise<unknown> {
  const sessions = await host.store.listSessions()
  return Promise.all(
    sessions
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(async ({ id, name }) => ({
        ...{ id, name, entries: (await entriesIn(host.store, id)).map(({ seq: _, ...entry }) => entry) },
        notes: (await host.store.listNotes(id)).map((note) => `${note.id} ${note.text}`),
      })),
  )
}

function told(library: NaiveLibrary): unknown {
  return [...library]
    .filter(([, { deleted }]) => deleted !== true)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { name, entries, notes }]) => ({
      ...{ id, name, entries: entries.map(({ seq: _, ...entry }) => entry) },
      notes: notes.map((note) => `${note.id} ${note.text}`).toSorted(),
    }))
}

describe('any imports, one after the other', () => {
  it('leave the sessions that a naive model has, under each policy, asked for before or after', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 6 }), fc.boolean(), async (list, beforehand) => {
        const host = createTestHost()
        let library: NaiveLibrary = new Map()
        for (const step of list) {
          if (step.do === 'delete') {
            const session = library.get(step.id)
            if (session === undefined) continue
            await host.store.deleteSession(step.id, 1)
            library = new Map(library).set(step.id, { ...session, deleted: true })
            continue
          }
          // Copies would get numbers of their own in their names.
          const policy = step.policy === 'copy' && library.size > 3 ? 'skip' : step.policy
          await host.stage('import-1', await fileOf(step.file))
          const files = [{ file: 'import-1', name: 'x' }]
          let job = await host.run({ kind: 'import', files, ...(beforehand && { known: policy }), ...(step.clear && { clear: true }) })
          if (job.phase === 'asking') {
            await host.table.put(answered(job, policy, 0))
            await host.runner.wake()
            job = (await host.table.get(job.id)) ?? job
          }
          const copies = new Map((job.targets ?? []).map(({ session }, at) => [[...step.file.keys()][at], session]))
          const next = naiveImport(library, step.file, policy, { clear: step.clear, copyId: (id) => copies.get(id) ?? '' })
          expect(job.phase).toBe(next === undefined ? 'failed' : 'done')
          library = next ?? library
          expect(await stored(host)).toEqual(told(library))
          for (const { id, revision } of await host.store.listSessions()) {
            // Of one that took the place of another, numbers may be given out that no entry has.
            if (revision === 0) await expectConsistent(host.store, id)
          }
          expect(await host.staging.list()).toEqual([])
        }
        expect(await host.store.sweepStages(Number.MAX_SAFE_INTEGER)).toBe(0)
      }),
      { numRuns: runs(40) },
    )
  })
})

/** How many entries each of three sessions has, day by day: they come, grow, and are left out. */
const histories = fc
  .array(fc.record({ a: fc.integer({ min: 1, max: 12 }), b: fc.nat(12), c: fc.nat(12), gone: fc.constantFrom('', '', 'b', 'c') }), {
    minLength: 2,
    maxLength: 4,
  })
  .map((days) => {
    const entries = { a: 1, b: 0, c: 0 }
    return days.map(({ gone, ...more }) => {
      for (const id of ['a', 'b', 'c'] as const) entries[id] += more[id]
      return (['a', 'b', 'c'] as const)
        .filter((id) => entries[id] > 0 && id !== gone)
        .map((id) => ({ meta: { ...meta, id, name: id }, documents: [newDocument('page')], entries: sampleEntries(entries[id], 'page') }))
    })
  })

describe('the files of a chain', () => {
  it('bring the complete history, all at once in any order, or as they come', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.infiniteStream(fc.nat(99)), async (days, random) => {
        const files = await chainOf(...days)
        const expected = days.at(-1)?.map((session) => [session.meta.id, session.entries.length])
        const counts = async (host: TestHost, ids: readonly string[]) =>
          Promise.all(ids.map(async (id) => [id, (await entriesIn(host.store, id)).length]))
        const last = days.at(-1)?.map((session) => session.meta.id) ?? []

        const shuffled = files
          .map((file) => ({ file, at: random.next().value ?? 0 }))
          .sort((x, y) => x.at - y.at)
          .map(({ file }) => file)
        const together = createTestHost()
        for (const [at, file] of shuffled.entries()) await together.stage(`import-${at}`, file)
        const all = { kind: 'import', files: files.map((_, at) => ({ file: `import-${at}`, name: 'x' })), known: 'copy' } as const
        expect(await together.run(all)).toMatchObject({ phase: 'done' })
        expect(await counts(together, last)).toEqual(expected)
        expect((await together.store.listSessions()).length).toBe(last.length)

        const apart = createTestHost()
        for (const file of files) {
          await apart.stage('import-1', file)
          const job = await apart.run({ kind: 'import', files: [{ file: 'import-1', name: 'x' }], known: 'merge' })
          expect(job.error).toBeUndefined()
          expect(job.phase).toBe('done')
        }
        expect(await counts(apart, last)).toEqual(expected)
      }),
      { numRuns: runs(15) },
    )
  })
})
