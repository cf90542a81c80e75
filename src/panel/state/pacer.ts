export interface Pacer {
  /** Asks for a run: at once when the last is long past, otherwise after the pause. Requests in between make one run. */
  request(): void
}

/** Runs `work` when asked, never twice at a time, with `pause` milliseconds after each run. `work` must not reject. */
export function createPacer(work: () => Promise<void>, pause: number, ended: AbortSignal): Pacer {
  let busy = false
  let again = false

  async function run(): Promise<void> {
    busy = true
    do {
      again = false
      await work()
      await new Promise((resolve) => setTimeout(resolve, pause))
    } while (again && !ended.aborted)
    busy = false
  }

  return {
    request() {
      if (ended.aborted) return
      again = true
      if (!busy) void run()
    },
  }
}
