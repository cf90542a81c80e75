import { describe, expect, it } from 'vitest'
import type { Env } from '../../../src/core/env'
import { AppError } from '../../../src/core/errors'
import {
  createJobRunner,
  createMemoryJobTable,
  createMemoryStaging,
  createMemoryTable,
  type ExportedFiles,
  isFinished,
  type JobDeps,
  type JobTable,
  newJob,
  noSanitizing,
  type Staging,
} from '../../../src/core/jobs'
import { createMemoryStore, type SessionStore } from '../../../src/core/store'
import { chainOf } from '../../harness/chain'
import { meta } from '../archive/support'
import { collect, createTestHost, entriesIn, fixedEnv, page, record, sampleEntries, session } from './support'

const exportIt = { kind: 'export', sessions: [session.id] } as const
const importIt = { kind: 'import', files: [{ file: 'import-1', name: 'x' }] } as const
/** Adds to a session that is here. */
const mergeIt = { ...importIt, known: 'merge' } as const
/** A full file and a delta, in the wrong order: what comes of them takes the place of everything that is here. */
const replaceIt = { kind: 'import', files: ['import-2', 'import-1'].map((file) => ({ file, name: file })), clear: true } as const
const entries = sampleEntries(150)
const requests = { export: exportIt, import: importIt, merge: mergeIt, replace: replaceIt }
type Kind = keyof typeof requests

const other = { ...session, id: 'other', name: 'Other' }
/** What is here before a job, by its kind. */
const before: Readonly<Record<Kind, Readonly<Record<string, number>>>> = {
  export: { [session.id]: 150 },
  import: {},
  merge: { [session.id]: 60, other: 10 },
  replace: { [session.id]: 60, other: 10 },
}
const after: typeof before = {
  ...before,
  import: { [session.id]: 150 },
  merge: { [session.id]: 150, other: 10 },
  replace: { [session.id]: 150 },
}
const view = { tab: 'state' }

/** What survives a host: the store, the staging area, the table. */
interface World {
  readonly env: Env
  readonly store: SessionStore
  readonly staging: Staging
  readonly table: JobTable
  readonly files: ExportedFiles
}

function createWorld(): World {
  const env = fixedEnv()
  return {
    env,
    store: createMemoryStore(env),
    staging: createMemoryStaging(),
    table: createMemoryJobTable(),
    files: createMemoryTable(),
  }
}

/** Counts every call of a job to the world and calls `at` before each. */
function observed(world: World, at: (call: number, name: string) => void): World {
  let calls = 0
  /** What a wrapped stage stands for: the store takes none but its own. */
  const originals = new Map<unknown, unknown>()
  const original = (value: unknown): unknown => (Array.isArray(value) ? value.map((item) => originals.get(item) ?? item) : value)
  function wrap<T extends object>(target: T, label: string): T {
    const wrapped = new Proxy(target, {
      get(object, key) {
        const member: unknown = Reflect.get(object, key)
        if (typeof member !== 'function') return member
        return (...args: unknown[]) => {
          const name = `${label}.${String(key)}`
          if (String(key) !== 'abort' && String(key) !== 'abandon') at(++calls, name)
          const result: unknown = Reflect.apply(member, object, args.map(original))
          return result instanceof Promise ? result.then((value: unknown) => deeper(value, name)) : result
        }
      },
    })
    originals.set(wrapped, target)
    return wrapped
  }
  const deeper = (value: unknown, name: string): unknown =>
    /\.(?:stageImport|create|open)$/.test(name) && typeof value === 'object' && value !== null ? wrap(value, name) : value
  return {
    ...world,
    store: wrap(world.store, 'store'),
    staging: wrap(world.staging, 'staging'),
    table: wrap(world.table, 'table'),
    files: wrap(world.files, 'files'),
  }
}

const depsOf = (world: World, overrides: Partial<JobDeps> = {}): JobDeps => ({
  ...world,
  sanitizer: () => noSanitizing,
  writer: 'Playhead 0.1.0',
  report: () => undefined,
  ...overrides,
})

async function prepared(kind: Kind): Promise<World> {
  const world = createWorld()
  for (const [id, count] of Object.entries(before[kind]))
    await record(world.store, entries.slice(0, count), { of: id === 'other' ? other : session })
  const files = kind === 'export' ? [] : kind === 'replace' ? await chainFiles() : [await exportedFile()]
  for (const [at, bytes] of files.entries()) {
    const sink = await world.staging.create(`import-${at + 1}`)
    await sink.write(new Uint8Array(bytes))
    await sink.close()
  }
  // The person has said yes to replacing everything.
  const answer = kind === 'replace' ? { answer: 'overwrite' as const } : {}
  await world.table.put({ ...newJob('job-1', requests[kind], world.env.now()), ...answer })
  return world
}

let chain: Promise<readonly Buffer[]> | undefined
function chainFiles(): Promise<readonly Buffer[]> {
  const whole = (count: number) => [{ meta: { ...meta, id: session.id }, documents: [page], entries: entries.slice(0, count) }]
  chain ??= chainOf(whole(100), whole(150))
  return chain
}

/** Ids with their entries. */
async function stored({ store }: World): Promise<Readonly<Record<string, number>>> {
  const found: Record<string, number> = {}
  for (const { id } of await store.listSessions()) found[id] = (await entriesIn(store, id)).length
  return found
}

let file: Promise<Buffer> | undefined
function exportedFile(): Promise<Buffer> {
  file ??= (async () => {
    const host = createTestHost()
    await record(host.store, entries)
    await host.store.putView(session.id, view)
    return host.staged(await host.run({ ...exportIt, selection: {} }))
  })()
  return file
}

/** How many calls an undisturbed job makes. */
async function callsOf(kind: Kind): Promise<number> {
  let calls = 0
  const world = observed(await prepared(kind), (call) => {
    calls = call
  })
  await createJobRunner(depsOf(world), new AbortController().signal).wake()
  return calls
}

async function expectFinished(kind: Kind, world: World, where: string): Promise<void> {
  const job = await world.table.get('job-1')
  expect(job, where).toMatchObject({ phase: kind === 'export' ? 'ready' : 'done' })
  if (kind === 'export') {
    const staged = await world.staging.open(job?.result?.file ?? '')
    expect((await collect(staged.read())).length, where).toBe(job?.result?.bytes)
    expect(await world.staging.list(), where).toEqual([job?.result?.file])
  } else {
    expect(await world.staging.list(), where).toEqual([])
    expect(await stored(world), where).toEqual(after[kind])
    expect(await entriesIn(world.store, session.id), where).toEqual(entries)
    // Written once, whatever happened in between.
    expect((await world.store.getSession(session.id)).revision, where).toBe(kind === 'import' ? 0 : 1)
    expect(await world.store.getView(session.id), where).toEqual(kind === 'import' ? view : undefined)
  }
}

/** As before the job: the store unchanged, nothing staged, nothing half imported. */
async function expectNothingLeft(kind: Kind, world: World, where: string): Promise<void> {
  expect(await world.staging.list(), where).toEqual([])
  expect(await stored(world), where).toEqual(before[kind])
  expect(await world.store.sweepStages(Number.MAX_SAFE_INTEGER), where).toBe(0)
}

describe.each(['export', 'import', 'merge', 'replace'] as const)('a job: %s', (kind) => {
  it('that is cancelled at any of its steps leaves nothing behind', async () => {
    const calls = await callsOf(kind)
    expect(calls).toBeGreaterThan(20)
    let cancelled = 0
    for (let point = 1; point <= calls; point++) {
      const world = await prepared(kind)
      let cancelling: Promise<void> = Promise.resolve()
      const disturbed = observed(world, (call) => {
        if (call === point) cancelling = runner.cancel('job-1')
      })
      const runner = createJobRunner(depsOf(disturbed), new AbortController().signal)
      await runner.wake()
      await cancelling
      const job = await world.table.get('job-1')
      if (job?.phase === 'cancelled') {
        cancelled++
        expect(job.error?.code).toBe('job/cancelled')
        await expectNothingLeft(kind, world, `cancelled before call ${point}`)
      } else await expectFinished(kind, world, `cancelled too late, before call ${point}`)
    }
    expect(cancelled).toBeGreaterThan(calls / 2)
  })

  it('whose store or staging area fails at any step leaves nothing behind and says why', async () => {
    const calls = await callsOf(kind)
    let failed = 0
    for (let point = 1; point <= calls; point++) {
      const world = await prepared(kind)
      const disturbed = observed(world, (call, name) => {
        if (call === point && !name.startsWith('table')) throw new AppError('store/quota')
      })
      await createJobRunner(depsOf({ ...disturbed, table: world.table }), new AbortController().signal)
        .wake()
        .catch(isQuota)
      const job = await world.table.get('job-1')
      if (job?.phase === 'failed') {
        failed++
        expect(job.error?.code).toBe('store/quota')
        await expectNothingLeft(kind, world, `failed at call ${point}`)
        continue
      }
      // What could not be removed, or not be begun, is the next host's.
      await createJobRunner(depsOf(world), new AbortController().signal).wake()
      await expectFinished(kind, world, `did not fail at call ${point}`)
    }
    expect(failed).toBeGreaterThan(5)
  })

  it('whose host dies at any step is finished by the next host, once', async () => {
    const calls = await callsOf(kind)
    for (let point = 1; point <= calls; point++) {
      const world = await prepared(kind)
      const dead = new AbortController()
      // From the moment of death on, nothing of the old host reaches the world.
      const dying = observed(world, (call) => {
        if (call < point) return
        dead.abort(new Error('killed'))
        throw new Error('killed')
      })
      await createJobRunner(depsOf(dying), dead.signal)
        .wake()
        .catch((error: unknown) => expect(String(error)).toContain('killed'))
      const left = await world.table.get('job-1')
      // For a job that is finished no host is woken: what it needs no more is gone by then.
      if (left !== undefined && isFinished(left)) await expectFinished(kind, world, `killed before call ${point}, when it had ended`)
      await createJobRunner(depsOf(world), new AbortController().signal).wake()
      await expectFinished(kind, world, `killed before call ${point}`)
      const job = await world.table.get('job-1')
      if (left !== undefined && !isFinished(left)) expect(job?.attempts).toBe(left.attempts + 1)
    }
  })
})

function isQuota(error: unknown): void {
  expect(error).toMatchObject({ code: 'store/quota' })
}
