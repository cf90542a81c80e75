import { gunzipSync } from 'node:zlib'
import {
  createJobRunner,
  createMemoryJobTable,
  createMemoryStaging,
  createMemoryTable,
  type JobDeps,
  type JobRequest,
  type JobState,
  newJob,
  noSanitizing,
  type SessionSanitizer,
} from '../../../src/core/jobs'
import { type DocumentInfo, type Entry, noCounts, type Session } from '../../../src/core/model'
import { createMemoryStore, type SessionStore } from '../../../src/core/store'
import { asStream, collect, fixedEnv, page, sampleEntries } from '../archive/support'

export { collect, fixedEnv, page, sampleEntries } from '../archive/support'

export const session: Session = {
  id: 'session-1',
  name: 'Checkout fails',
  origin: 'http://localhost:4400',
  from: 'recorded',
  status: 'recording',
  createdAt: 1_795_276_700_000,
  browser: 'Chromium 156',
  revision: 0,
  description: 'The total is wrong.',
  tags: ['cart'],
  counts: noCounts,
}

/** Records entries as a recording would, batch by batch, and ends the session. */
export async function record(
  store: SessionStore,
  entries: readonly Entry[] = sampleEntries(250),
  { of = session, documents = [page] }: { readonly of?: Session; readonly documents?: readonly DocumentInfo[] } = {},
): Promise<void> {
  await store.createSession(of)
  for (const document of documents) await store.putDocument(of.id, document)
  for (let at = 0; at < entries.length; ) {
    const [first] = entries.slice(at)
    if (first === undefined) break
    let end = at
    while (end < entries.length && end - at < 60 && entries[end]?.document === first.document) end++
    await store.append(of.id, first.document, first.n, entries.slice(at, end))
    at = end
  }
  await store.endSession(of.id, 'ended', of.createdAt + 90_000)
}

export interface TestHost extends JobDeps {
  readonly told: JobState[]
  readonly stop: AbortController
  readonly runner: ReturnType<typeof createJobRunner>
  /** Asks for a job and runs it to its end. */
  run(request: JobRequest): Promise<JobState>
  /** Puts a file where an import expects it. */
  stage(name: string, bytes: Uint8Array | string): Promise<void>
  /** What an export staged. */
  staged(job: JobState): Promise<Buffer>
}

/** One sanitizer is the same whatever is asked for. */
type TestParts = Partial<Omit<JobDeps, 'sanitizer'>> & { readonly sanitizer?: SessionSanitizer | JobDeps['sanitizer'] }

export function createTestHost({ sanitizer = noSanitizing, ...overrides }: TestParts = {}): TestHost {
  const env = overrides.env ?? fixedEnv()
  const told: JobState[] = []
  const deps: JobDeps = {
    env,
    store: createMemoryStore(env),
    staging: createMemoryStaging(),
    table: createMemoryJobTable(),
    files: createMemoryTable(),
    sanitizer: typeof sanitizer === 'function' ? sanitizer : () => sanitizer,
    writer: 'Playhead 0.1.0',
    report: (job) => told.push(job),
    ...overrides,
  }
  const stop = new AbortController()
  const runner = createJobRunner(deps, stop.signal)
  return {
    ...deps,
    told,
    stop,
    runner,
    async run(request) {
      const job = newJob(deps.env.id(), request, deps.env.now())
      await deps.table.put(job)
      await runner.wake()
      const ended = await deps.table.get(job.id)
      if (ended === undefined) throw new Error('the job is gone')
      return ended
    },
    async stage(name, bytes) {
      const sink = await deps.staging.create(name)
      for await (const chunk of asStream(Buffer.from(bytes))) await sink.write(chunk)
      await sink.close()
    },
    async staged(job) {
      const file = await deps.staging.open(job.result?.file ?? '')
      return await collect(file.read())
    },
  }
}

/** The document of an export. */
export function documentOf(file: Uint8Array): string {
  return gunzipSync(file).toString('utf8')
}

/** All entries of a session, in order of seq. */
export async function entriesIn(store: SessionStore, id: string): Promise<readonly Entry[]> {
  const found: Entry[] = []
  for (const segment of await store.listSegments(id)) found.push(...(await store.readSegment(id, segment.firstSeq)))
  return found
}
