import type { Natives } from '../../../../src/capture/page/natives'
import { captureWireObjects } from '../../../../src/capture/page/wire-objects'
import { FakeMessageEvent, FakePort } from './fake-window'

/** A document's clock and timers, moved by hand. */
export interface HandClock {
  readonly natives: Natives
  /** Lets `milliseconds` pass; what falls due runs on the way, in order. */
  pass(milliseconds: number): void
  /** Time that goes by with every look at the clock: the cost of work. */
  cost: number
  readonly warnings: readonly string[]
}

export function createHandClock(): HandClock {
  let time = 0
  let order = 0
  const tasks: { readonly due: number; readonly order: number; readonly run: () => void }[] = []
  const warnings: string[] = []

  function add(run: () => void, milliseconds: number): void {
    tasks.push({ due: time + milliseconds, order: order++, run })
  }

  const clock: HandClock = {
    cost: 0,
    warnings,
    pass(milliseconds) {
      const end = time + milliseconds
      for (;;) {
        let next = tasks[0]
        for (const task of tasks) if (next && (task.due < next.due || (task.due === next.due && task.order < next.order))) next = task
        if (next === undefined || next.due > end) break
        tasks.splice(tasks.indexOf(next), 1)
        time = Math.max(time, next.due)
        next.run()
      }
      time = Math.max(time, end)
    },
    natives: {
      now() {
        time += clock.cost
        return time
      },
      later: add,
      soon: (run) => add(run, 0),
      listen: (target, type, listener, options) => target.addEventListener(type, listener, options),
      dispatch: (target, event) => void target.dispatchEvent(event),
      wire: captureWireObjects({ MessagePort: FakePort, MessageEvent: FakeMessageEvent, Event, Reflect } as never),
      stringify: JSON.stringify,
      parse: (text) => JSON.parse(text),
      stackAt: () => new Error(),
      warn: (text) => void warnings.push(text),
    },
  }
  return clock
}
