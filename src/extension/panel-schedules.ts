import { signal } from '@preact/signals'
import type { SendCommand } from '../bridge/commands'
import type { Env } from '../core/env'
import type { Schedule } from '../core/jobs'
import type { PanelDeps } from '../panel/deps'

/** Exports that follow each other by themselves, as the panel asks the background for them. */
export function createPanelSchedules(send: SendCommand, env: Pick<Env, 'id'>): NonNullable<PanelDeps['schedules']> {
  const list = signal<readonly Schedule[]>([])
  async function refresh(): Promise<void> {
    const { schedules } = await send('schedules/list', {})
    if (JSON.stringify(schedules) !== JSON.stringify(list.peek())) list.value = schedules
  }
  return {
    list,
    refresh,
    async start(request) {
      await send('schedules/start', { ...request, id: env.id() })
      await refresh()
    },
    async stop(id) {
      await send('schedules/stop', { id })
      await refresh()
    },
  }
}
