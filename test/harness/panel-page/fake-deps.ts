import { signal } from '@preact/signals'
import type { Env } from '../../../src/core/env'
import { createMemoryTable, type JobState } from '../../../src/core/jobs'
import { createMemoryStore, type SessionStore } from '../../../src/core/store'
import { createBrowserEnv } from '../../../src/host/env'
import type { PanelDeps, RecorderStatus } from '../../../src/panel'
import type { ExportRequest } from '../../../src/panel/deps'

/** The panel's surroundings, to be moved by hand: what a test or a person at the page does with them. */
export interface Stage {
  readonly deps: PanelDeps
  readonly store: SessionStore
  readonly env: Env
  setRecorder(status: RecorderStatus): void
  setJobs(jobs: readonly JobState[]): void
  setTheme(theme: 'light' | 'dark'): void
  /** What the panel asked for, in order. */
  readonly asked: readonly string[]
  /** The exports among it, in full. */
  readonly exports: readonly ExportRequest[]
}

export interface StageOptions {
  readonly theme?: 'light' | 'dark'
  /** False as in Firefox, where a panel cannot ask for permissions. */
  readonly canGrant?: boolean
  /** Stands in for the memory store. */
  wrap?(store: SessionStore): SessionStore
}

export function createStage({ theme = 'light', canGrant = true, wrap = (store) => store }: StageOptions = {}): Stage {
  const env = createBrowserEnv()
  const store = wrap(createMemoryStore(env, { limit: 2_000_000_000 }))
  const status = signal<RecorderStatus>({ state: 'idle', origin: 'https://shop.example' })
  const jobs = signal<readonly JobState[]>([])
  const themeSignal = signal(theme)
  const asked: string[] = []
  const exports: ExportRequest[] = []
  const ask = async (what: string): Promise<void> => void asked.push(what)
  const deps: PanelDeps = {
    store,
    env,
    recorder: {
      status,
      start: ({ reload }) => ask(reload ? 'start with reload' : 'start'),
      stop: () => ask('stop'),
      ...(canGrant && { grant: () => ask('grant').then(() => true) }),
      openOptions: () => void ask('open options'),
    },
    jobs: {
      list: jobs,
      exportFile: async (request) => {
        await ask(`export ${request.sessions.join(' ')}`)
        exports.push(request)
        return `export-${request.sessions[0]}`
      },
      redact: async ({ sessions, packs = [] }) => {
        await ask(`redact ${sessions.join(' ')} by ${packs.map(({ name }) => name).join(' ')}`)
        return 'redact-1'
      },
      importFiles: (files, options) =>
        ask(`import ${[...files.map(({ name }) => name), ...Object.entries(options ?? {}).map((pair) => pair.join('='))].join(' ')}`),
      answer: (job, answer) => ask(`answer ${job} ${answer}`),
      cancel: (job) => ask(`cancel ${job}`),
      dismiss: (job) => ask(`dismiss ${job}`),
      save: (job) => ask(`save ${job}`),
      exported: async () => [],
    },
    rules: createMemoryTable(),
    saveFile: (bytes, name) => void ask(`download ${name} ${bytes.size > 0}`),
    theme: themeSignal,
  }
  return {
    deps,
    store,
    env,
    setRecorder: (next) => {
      status.value = next
    },
    setJobs: (next) => {
      jobs.value = next
    },
    setTheme: (next) => {
      themeSignal.value = next
    },
    asked,
    exports,
  }
}
