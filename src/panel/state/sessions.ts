import { type ReadonlySignal, signal } from '@preact/signals'
import type { Env } from '../../core/env'
import { type ErrorReport, reportOf } from '../../core/errors'
import type { Session, SessionEdit } from '../../core/model'
import type { SessionStore, StoreUsage } from '../../core/store'
import { createPacer } from './pacer'

export interface Sessions {
  /** Newest first; undefined until they were read. */
  readonly list: ReadonlySignal<readonly Session[] | undefined>
  /** Why they cannot be read, until they can. */
  readonly failure: ReadonlySignal<ErrorReport | undefined>
  readonly usage: ReadonlySignal<StoreUsage | undefined>
  /** Reads them again now. */
  refresh(): void
  edit(id: string, edit: SessionEdit): Promise<void>
  /** Hides it. `restore` brings it back until the next start. */
  remove(id: string): Promise<void>
  restore(id: string): Promise<void>
}

/** Appends change counts many times a second; the list shows them this often, in milliseconds. */
const PACE = 500

/** The sessions of the store, kept up to date with it. */
export function createSessions(store: SessionStore, env: Env, ended: AbortSignal): Sessions {
  const list = signal<readonly Session[] | undefined>(undefined)
  const failure = signal<ErrorReport | undefined>(undefined)
  const usage = signal<StoreUsage | undefined>(undefined)

  async function read(): Promise<void> {
    try {
      const sessions = await store.listSessions()
      if (ended.aborted) return
      list.value = sessions
      failure.value = undefined
      usage.value = await store.usage()
    } catch (error) {
      if (!ended.aborted) failure.value = reportOf(error)
    }
  }

  const pacer = createPacer(read, PACE, ended)
  store.watch(({ what }) => {
    if (what !== 'notes') pacer.request()
  }, ended)
  pacer.request()

  return {
    list,
    failure,
    usage,
    refresh: pacer.request,
    async edit(id, edit) {
      await store.editSession(id, edit)
      await read()
    },
    async remove(id) {
      await store.deleteSession(id, env.now())
      await read()
    },
    async restore(id) {
      await store.restoreSession(id)
      await read()
    },
  }
}
