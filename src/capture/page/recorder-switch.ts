import type { SourceRecorder } from './recorder'

export interface RecorderSwitch {
  /** Inactive until there is an engine; then the engine's. */
  readonly recorder: SourceRecorder
  attach(engine: SourceRecorder): void
}

/** What hooks of the bootstrap write to: nothing, until an engine is there. */
export function createRecorderSwitch(now: () => number): RecorderSwitch {
  let engine: SourceRecorder | undefined
  const begins: Parameters<SourceRecorder['onBegin']>[] = []
  const armings: ((armed: boolean) => void)[] = []
  const finishes: (() => void)[] = []
  return {
    recorder: {
      get active() {
        return engine?.active ?? false
      },
      now,
      record: (fact, at) => engine?.record(fact, at),
      defer: (make, at, retained) => engine?.defer(make, at, retained) ?? false,
      spent: (milliseconds) => engine?.spent(milliseconds),
      onBegin(...args) {
        if (engine) engine.onBegin(...args)
        else begins.push(args)
      },
      onArmed(callback) {
        if (engine) engine.onArmed(callback)
        else armings.push(callback)
      },
      onFinish(callback) {
        if (engine) engine.onFinish(callback)
        else finishes.push(callback)
      },
    },
    attach(real) {
      engine = real
      for (const args of begins.splice(0)) real.onBegin(...args)
      for (const callback of armings.splice(0)) real.onArmed(callback)
      for (const callback of finishes.splice(0)) real.onFinish(callback)
    },
  }
}
