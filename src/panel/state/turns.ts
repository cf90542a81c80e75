/** A stretch of work on the thread that also has to draw, and the pauses in it. */
export interface Turns {
  /** Whether it is time for the browser to have its turn. */
  readonly over: boolean
  /** Lets it have one, and begins the next stretch. */
  pause(): Promise<void>
}

/** Milliseconds of work that nobody sees between two frames. */
const STRETCH = 6

/** Begins the first stretch. */
export function createTurns(stretch = STRETCH): Turns {
  let until = performance.now() + stretch
  return {
    get over() {
      return performance.now() >= until
    },
    async pause() {
      await breath()
      until = performance.now() + stretch
    },
  }
}

/** A task of its own behind those that wait. Timers that follow each other wait four milliseconds, which is most of a stretch. */
function breath(): Promise<void> {
  return 'scheduler' in globalThis ? scheduler.postTask(() => undefined) : new Promise((resolve) => setTimeout(resolve))
}
