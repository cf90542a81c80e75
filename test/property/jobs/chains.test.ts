import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ArchivePart, rewriteArchive } from '../../../src/core/archive'
import { applyDelta } from '../../../src/core/delta'
import { type ExportRequest, type JobState, newJob } from '../../../src/core/jobs'
import { type NewEntry, noCounts } from '../../../src/core/model'
import { createSessionSanitizer } from '../../../src/core/sanitize'
import type { SessionStore } from '../../../src/core/store'
import { given } from '../../harness/chain'
import { runs } from '../../harness/runs'
import { joined, partsOf } from '../../unit/archive/support'
import { collect, createTestHost, fixedEnv, page, session, type TestHost } from '../../unit/jobs/support'

/** What may happen to a library between two exports. */
type Step = { readonly session: number } & (
  | { readonly what: 'log' | 'key' | 'name'; readonly who: number }
  | { readonly what: 'rename' | 'note' | 'delete'; readonly who: number }
)

const people = ['ann@example.com', 'bob@example.com', 'eve@example.com', 'nobody']

const step: fc.Arbitrary<Step> = fc.record({
  session: fc.nat(2),
  what: fc.constantFrom('log', 'log', 'key', 'key', 'name', 'rename', 'note', 'delete'),
  who: fc.nat(people.length - 1),
})
const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 4 })

const idOf = (number: number): string => `session-${number}`

/** Applies steps as recorders and people do. */
function createLibrary(store: SessionStore) {
  const numbers = new Map<string, number>()
  async function ensure(id: string): Promise<void> {
    if (numbers.has(id)) return
    numbers.set(id, 0)
    await store.createSession({ ...session, id, createdAt: session.createdAt + numbers.size, counts: noCounts })
    await store.putDocument(id, page)
  }
  async function append(id: string, fact: Pick<NewEntry, 'kind' | 'type' | 'data'> & { readonly source?: string }): Promise<void> {
    const n = (numbers.get(id) ?? 0) + 1
    numbers.set(id, n)
    await store.append(id, page.id, n, [{ n, t: session.createdAt + n, ...fact } as NewEntry])
  }
  async function apply({ session: number, what, who }: Step): Promise<void> {
    const id = idOf(number)
    const person = people[who] ?? ''
    if (what === 'delete') {
      if (numbers.get(id) !== undefined) await store.deleteSession(id, 1)
      return
    }
    await ensure(id)
    await store.restoreSession(id)
    if (what === 'log') await append(id, { kind: 'event', type: 'console', data: { method: 'log', args: [`mail to ${person}`] } })
    else if (what === 'key') {
      const users = Object.fromEntries(people.slice(0, who + 1).map((name, at) => [name, { token: `${at}` }]))
      await append(id, { kind: 'state', type: 'open', source: person, data: { name: person, library: 'redux' } } as never)
      await append(id, { kind: 'state', type: 'keyframe', source: person, data: { why: 'init', value: { users } } } as never)
    } else if (what === 'name') await append(id, { kind: 'event', type: 'console', data: { method: 'log', args: [{ [person]: who }] } })
    else if (what === 'rename') await store.editSession(id, { name: `Of ${person}` })
    else
      await store.putNote(id, {
        id: `note-${who}`,
        anchor: { document: page.id, n: 1 },
        text: `Ask ${person}`,
        tags: [],
        pinned: false,
        createdAt: who,
        editedAt: 9,
      })
  }
  return { apply }
}

const env = fixedEnv()
const partsIn = (file: Buffer) => partsOf(file, { deltas: true })

/** The full file that comes of a full file and a delta. */
async function applied(base: Buffer, delta: Buffer): Promise<Buffer> {
  const [older, newer] = [await partsIn(base), await partsIn(delta)]
  const expected = newer[0]?.part === 'header' ? newer[0].header.delta?.result : undefined
  expect(expected).toBeDefined()
  return collect(rewriteArchive(env, applyDelta(given(older), given(newer)), { format: 'json' }, expected))
}

/** A series of exports of one library, each from what the one before covered, and what they make together. */
function createSeries(host: TestHost, sanitize: boolean) {
  let last: JobState | undefined
  let whole: Buffer = Buffer.alloc(0)
  return {
    async go(sessions: readonly string[]): Promise<void> {
      const job = await host.run({ kind: 'export', sessions, compression: 'none', sanitize, since: last?.id })
      expect(job.error).toBeUndefined()
      if (job.result?.nothingNew) return
      const file = await host.staged(job)
      whole = last === undefined ? file : await applied(whole, file)
      last = job
    },
    last: () => last as JobState,
    whole: () => whole,
  }
}

/** A full export that uses the token key of another one, at the same time. */
async function fullLike(host: TestHost, like: JobState, request: ExportRequest): Promise<Buffer> {
  const key = (await host.files.get(like.id))?.tokenKey
  await host.table.put({ ...newJob(`full-${host.env.id()}`, request, like.createdAt), tokenKey: key })
  await host.runner.wake()
  const job = (await host.table.list()).find(({ id, phase }) => id.startsWith('full-') && phase === 'ready')
  if (job === undefined) throw new Error(JSON.stringify(await host.table.list()))
  const file = await host.staged(job)
  await host.runner.dismiss(job.id)
  return file
}

describe('a chain of exports of a library that goes on changing', () => {
  it('makes, applied, what a full export with its key makes: sanitized file by file, or applied and then sanitized', async () => {
    await fc.assert(
      fc.asyncProperty(rounds, async (all) => {
        let made = 0
        const random = (length: number): Uint8Array => new Uint8Array(length).fill(++made)
        const host = createTestHost({ sanitizer: createSessionSanitizer(), env: { ...fixedEnv(), random } })
        const library = createLibrary(host.store)
        const [clean, raw] = [createSeries(host, true), createSeries(host, false)]
        let exported = 0
        for (const steps of all) {
          for (const one of steps) await library.apply(one)
          const sessions = (await host.store.listSessions()).map(({ id }) => id)
          if (sessions.length === 0) continue
          await clean.go(sessions)
          await raw.go(sessions)
          exported++
          const request = { kind: 'export', sessions, compression: 'none' } as const
          expect(clean.whole().toString()).toBe((await fullLike(host, clean.last(), request)).toString())
          expect(raw.whole().toString()).toBe((await fullLike(host, raw.last(), { ...request, sanitize: false })).toString())
          for (const person of people.slice(0, 3)) expect(clean.whole().toString()).not.toContain(person)
        }
        fc.pre(exported > 0)

        const other = createTestHost({ sanitizer: createSessionSanitizer() })
        await other.stage('import-1-raw', raw.whole())
        expect(await other.run({ kind: 'import', files: [{ file: 'import-1-raw', name: 'raw' }] })).toMatchObject({ phase: 'done' })
        await other.files.put((await host.files.get(clean.last().id)) as never)
        const sessions = (await other.store.listSessions()).map(({ id }) => id)
        const later = await fullLike(other, clean.last(), { kind: 'export', sessions, compression: 'none' })
        expect(entriesOnly(await partsIn(later))).toEqual(entriesOnly(await partsIn(clean.whole())))
      }),
      { numRuns: runs(20) },
    )
  })
})

/** The parts without what tells where a session has been since, and that an import ends what was being recorded. */
function entriesOnly(parts: readonly ArchivePart[]): readonly unknown[] {
  return joined(parts).map((part) => {
    if (part.part === 'header' || part.part === 'end') return part.part
    return part.part === 'session' ? { ...part, meta: { ...part.meta, status: '', endedAt: 0 } } : part
  })
}
