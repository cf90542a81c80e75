/** Runs in a blank page: the work that `export.bench.ts` measures. */
import { Dexie } from 'dexie'
import { exportDB } from 'dexie-export-import'
import {
  createJobRunner,
  createMemoryJobTable,
  createMemoryStaging,
  createMemoryTable,
  type ExportedFile,
  newJob,
  noSanitizing,
} from '../../../src/core/jobs'
import { type DocumentInfo, noCounts, type Session } from '../../../src/core/model'
import { createSessionSanitizer } from '../../../src/core/sanitize'
import { openDexieStore } from '../../../src/dexie'
import { createBrowserEnv } from '../../../src/host/env'
import { typicalEntries } from '../lib/typical-entries'

// Dexie traces every operation on pages of localhost, and nowhere else.
Dexie.debug = false

const env = createBrowserEnv()
const store = openDexieStore({ env, name: 'sessions' })
const rows = new Dexie('rows', { cache: 'disabled' })
rows.version(1).stores({ entries: '[session+seq]' })

const session: Session = {
  id: 's',
  name: 'Bench',
  origin: location.origin,
  from: 'recorded',
  status: 'recording',
  createdAt: 0,
  browser: navigator.userAgent,
  revision: 0,
  description: '',
  tags: [],
  counts: noCounts,
}
const document: DocumentInfo = { id: 'd', url: location.href, title: '', timeOrigin: 0, offset: 0, late: false }

/** Stores the same entries both ways. Gives their size as JSON. */
async function prepare(count: number): Promise<number> {
  const entries = typicalEntries(count)
  await store.createSession(session)
  await store.putDocument('s', document)
  for (let at = 0; at < count; at += 1000) {
    const part = entries.slice(at, at + 1000)
    await store.append('s', 'd', at + 1, part)
    await rows.table('entries').bulkAdd(part.map((entry, i) => ({ session: 's', document: 'd', n: at + i + 1, seq: at + i + 1, ...entry })))
  }
  await store.compact('s', true)
  return JSON.stringify(entries).length
}

export interface Exported {
  /** Milliseconds of the whole, and of each phase. */
  readonly total: number
  readonly phases: Readonly<Record<string, number>>
  readonly bytes: number
}

/** The export job as the host runs it: plan, write, check. */
async function ours(sanitized: boolean): Promise<Exported> {
  const table = createMemoryJobTable()
  const begun = performance.now()
  const phases: Record<string, number> = {}
  let [phase, since] = ['', begun]
  const deps = {
    env,
    store,
    staging: createMemoryStaging(),
    table,
    files: createMemoryTable<ExportedFile>(),
    sanitizer: () => (sanitized ? createSessionSanitizer() : noSanitizing),
    writer: 'bench',
    report(job: { readonly phase: string }) {
      if (job.phase === phase) return
      if (phase !== '') phases[phase] = performance.now() - since
      ;[phase, since] = [job.phase, performance.now()]
    },
  }
  await table.put(newJob('job', { kind: 'export', sessions: ['s'] }, env.now()))
  await createJobRunner(deps, new AbortController().signal).wake()
  const total = performance.now() - begun
  const job = await table.get('job')
  if (job?.phase !== 'ready') throw new Error(JSON.stringify(job?.error))
  return { total, phases, bytes: job.result?.bytes ?? 0 }
}

/** All rows as JSON, neither compressed nor sanitized. */
async function theirs(): Promise<Exported> {
  const begun = performance.now()
  const blob = await exportDB(rows, { numRowsPerChunk: 2000 })
  return { total: performance.now() - begun, phases: {}, bytes: blob.size }
}

const bench = { prepare, ours, theirs }
declare global {
  var exportBench: typeof bench
}
globalThis.exportBench = bench
