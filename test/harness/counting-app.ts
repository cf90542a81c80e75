import type { StoredSession } from './stored'

/** An app with a store of its own kind: `run(count, perTick)` dispatches numbered actions; `done` counts them. */
export const countingApp = `<!doctype html><title>counting</title><script>
  const tools = window.__REDUX_DEVTOOLS_EXTENSION__.connect({ name: 'counter' })
  let i = 0
  tools.init({ i })
  window.done = () => i
  window.run = (count, perTick) => new Promise((resolve) => {
    const end = i + count
    const timer = setInterval(() => {
      for (let k = 0; k < perTick && i < end; k++) { i++; tools.send({ type: 'step', i, at: Date.now() }, { i }) }
      if (i >= end) { clearInterval(timer); resolve(i) }
    }, 10)
  })
</script>`

/** What the app leaves on its window. */
export interface CountingApp {
  run(count: number, perTick: number): Promise<number>
  done(): number
}

/** The numbers of the recorded actions, in the order they were stored. */
export function countedSteps(session: StoredSession, document?: string): readonly number[] {
  return session.entries
    .filter((entry) => entry.kind === 'state' && entry.type === 'change' && (document === undefined || entry.document === document))
    .map((entry) => entry.data.action.i)
}

/** What is wrong with numbers that should go from 1 to `count`. */
export function countingFaults(numbers: readonly number[], count: number): readonly string[] {
  const wrong = numbers.findIndex((n, i) => n !== i + 1)
  if (wrong >= 0) return [`action ${wrong + 1} was stored as ${numbers[wrong]}`]
  return numbers.length === count ? [] : [`${numbers.length} of ${count} actions were stored`]
}
