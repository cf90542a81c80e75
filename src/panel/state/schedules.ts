import { computed, effect, type ReadonlySignal } from '@preact/signals'
import type { Schedule, ScheduleRequest } from '../../core/jobs'
import type { PanelDeps } from '../deps'
import { text } from '../text'
import type { Notices } from './notices'

/** Exports that follow each other by themselves. */
export interface Schedules {
  readonly list: ReadonlySignal<readonly Schedule[]>
  start(request: ScheduleRequest): Promise<void>
  stop(schedule: string): Promise<void>
}

/** Undefined where nothing runs while the panel is closed. */
export function createSchedules({ schedules, jobs, recorder }: PanelDeps, notices: Notices, ended: AbortSignal): Schedules | undefined {
  if (schedules === undefined) return undefined
  const refresh = (): Promise<void> => schedules.refresh()
  // With each of their jobs something is new of a schedule, and with the end of a recording.
  const news = computed(() => [jobs.list.value, recorder?.status.value.state])
  const stop = effect(() => {
    if (news.value.length > 0) void notices.attempt(text.schedules.failedStart, refresh)
  })
  ended.addEventListener('abort', stop, { once: true })
  return {
    list: schedules.list,
    start: async (request) => void (await notices.attempt(text.schedules.failedStart, () => schedules.start(request))),
    stop: async (schedule) => void (await notices.attempt(text.schedules.stop, () => schedules.stop(schedule))),
  }
}
