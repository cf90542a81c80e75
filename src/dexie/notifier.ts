import { createWatchers, type SessionStore, type StoreChange } from '../core/store'

export interface Notifier extends Pick<SessionStore, 'watch'> {
  /** Tells the watchers of every context of this origin. */
  changed(change: StoreChange): void
  close(): void
}

/** Shortest time between two notes that entries were added to a session, milliseconds. */
const pauseMilliseconds = 100

/**
 * Watchers of this context and, over a channel, of all others. Notes of new
 * entries are thinned out per session: the first goes at once, those that follow
 * within the pause become one at its end. All others go at once.
 */
export function createNotifier(name: string): Notifier {
  const { watch, tell } = createWatchers()
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isChange(data)) tell(data)
  }
  // Only Node has it: a channel must not keep a program alive that is done.
  if ('unref' in channel && typeof channel.unref === 'function') channel.unref()
  /** The sessions in their pause, and whether more came meanwhile. */
  const pauses = new Map<string, { timer: ReturnType<typeof setTimeout>; more: boolean }>()

  function send(change: StoreChange): void {
    tell(change)
    channel.postMessage(change)
  }

  function begin(change: StoreChange): void {
    send(change)
    const timer = setTimeout(() => {
      const more = pauses.get(change.session)?.more === true
      pauses.delete(change.session)
      if (more) begin(change)
    }, pauseMilliseconds)
    pauses.set(change.session, { timer, more: false })
  }

  return {
    watch,
    changed(change) {
      if (change.what !== 'entries') return send(change)
      const pause = pauses.get(change.session)
      if (pause === undefined) begin(change)
      else pause.more = true
    },
    close() {
      for (const [session, { timer, more }] of pauses) {
        clearTimeout(timer)
        if (more) send({ session, what: 'entries' })
      }
      pauses.clear()
      channel.close()
    },
  }
}

function isChange(data: unknown): data is StoreChange {
  if (typeof data !== 'object' || data === null || !('session' in data) || !('what' in data)) return false
  return typeof data.session === 'string' && (data.what === 'sessions' || data.what === 'entries' || data.what === 'notes')
}
