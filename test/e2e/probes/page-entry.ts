import { eventProbes } from '../../../src/capture/page/probes'
import type { Recorder } from '../../../src/capture/page/recorder'
import type { Fact } from '../../../src/core/model'

/** What a test finds in the page as `probing`. */
export interface Probing {
  /** All facts so far as JSON lines, in order; what was put off is made now. */
  read(): string[]
  /** As the recorder does: whether anything is wanted. */
  activate(active: boolean): void
  /** Recording begins anew. */
  begin(): void
  /** The recorder leaves the page. */
  end(): void
}

declare global {
  interface Window {
    probing: Probing
    /** The facts of frames that went away, left with the page around them. */
    left: string[]
  }
}

type Work = Fact | (() => Generator<Fact | undefined, void>)

function createProbing(): Probing {
  const waiting: (readonly [work: Work, at: number])[] = []
  const lines: string[] = []
  const begins: ((late: boolean) => void)[] = []
  const { stringify } = JSON
  const clock = performance.now.bind(performance)
  let active = true
  const keep = (fact: Fact, at: number): void => void lines.push(stringify({ ...fact, at }))

  const recorder: Recorder = {
    get active() {
      return active
    },
    now: clock,
    record(fact, at = clock()) {
      if (active) waiting.push([fact, at])
    },
    defer(make, at = clock()) {
      if (active) waiting.push([make, at])
      return active
    },
    onBegin(callback) {
      begins.push(callback)
      if (active) callback(false)
    },
  }

  const probing: Probing = {
    read() {
      for (const [work, at] of waiting.splice(0)) {
        if (typeof work !== 'function') keep(work, at)
        else for (const fact of work()) if (fact) keep(fact, at)
      }
      return lines
    },
    activate: (now) => {
      active = now
    },
    begin: () => {
      for (const callback of begins) callback(true)
    },
    end: () => end.abort(),
  }
  const end = new AbortController()
  for (const probe of eventProbes) probe(recorder, window, end.signal)
  // After the probes' own listener, as the recorder's last look is.
  window.addEventListener('pagehide', () => {
    if (window.parent !== window) window.parent.left?.push(...probing.read())
  })
  return probing
}

window.probing = createProbing()
