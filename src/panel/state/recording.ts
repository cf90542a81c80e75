import { effect, type ReadonlySignal, signal } from '@preact/signals'
import type { PanelDeps, Recorder, RecorderStatus } from '../deps'
import { text } from '../text'
import type { Notices } from './notices'

const noRecorder: Recorder = {
  status: signal({ state: 'unknown' }),
  start: async () => undefined,
  stop: async () => undefined,
  openOptions: () => undefined,
}

/** The inspected tab's recording, as buttons and keys use it. */
export interface Recording {
  readonly status: ReadonlySignal<RecorderStatus>
  /** True between a press and its effect. */
  readonly busy: ReadonlySignal<boolean>
  /** Milliseconds since the epoch; moves every second while recording. */
  readonly now: ReadonlySignal<number>
  /** False where there is no recorder at all: then nothing else here does anything. */
  readonly possible: boolean
  /** True where the panel itself may ask for a site's permission. */
  readonly canGrant: boolean
  start(options: { readonly reload: boolean }): Promise<void>
  stop(): Promise<void>
  toggle(): Promise<void>
  /** Asks for the site's permission, or goes where it can be given. Starts nothing. */
  grant(): Promise<void>
  openOptions(): void
}

export function createRecording(deps: PanelDeps, notices: Notices, ended: AbortSignal): Recording {
  const { recorder = noRecorder, env } = deps
  const busy = signal(false)
  const now = signal(env.now())

  const stopClock = effect(() => {
    if (recorder.status.value.state !== 'recording') return
    now.value = env.now()
    const timer = setInterval(() => {
      now.value = env.now()
    }, 1000)
    return () => clearInterval(timer)
  })
  ended.addEventListener('abort', stopClock, { once: true })

  async function during(doing: string, work: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    await notices.attempt(doing, work)
    busy.value = false
  }

  const start: Recording['start'] = (options) => during(text.record.starting, () => recorder.start(options))
  const stop: Recording['stop'] = () => during(text.record.stopping, () => recorder.stop())

  return {
    status: recorder.status,
    busy,
    now,
    possible: deps.recorder !== undefined,
    canGrant: recorder.grant !== undefined,
    start,
    stop,
    async toggle() {
      const { state } = recorder.status.value
      if (state === 'recording') await stop()
      else if (state === 'idle' || state === 'full') await start({ reload: false })
    },
    async grant() {
      if (recorder.grant === undefined) recorder.openOptions()
      else await notices.attempt(text.record.asking, recorder.grant)
    },
    openOptions: () => recorder.openOptions(),
  }
}
