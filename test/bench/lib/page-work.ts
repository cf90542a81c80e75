import type { CDPSession, Locator, Page } from 'playwright'

interface TraceEvent {
  readonly name: string
  readonly ts: number
  /** Microseconds, as `ts`. */
  readonly dur?: number
  /** Microseconds of processor time. */
  readonly tdur?: number
  readonly pid: number
  readonly tid: number
}

interface HeapUsage {
  readonly usedSize: number
  readonly backingStorageSize?: number
}

/** Milliseconds of processor time of the main thread in one frame. */
export interface FrameWork {
  /** What the page asks for: scripts, styles and layout, garbage collection with it. */
  readonly own: number
  /** All, the browser's own painting and putting together of layers too. */
  readonly whole: number
}

const ownNames: ReadonlySet<string> = new Set([
  'EventDispatch',
  'FireAnimationFrame',
  'FunctionCall',
  'TimerFire',
  'RunMicrotasks',
  'UpdateLayoutTree',
  'Layout',
  'MinorGC',
  'MajorGC',
])
const scrolls = 600
/** Milliseconds after which a page that cannot keep up is scrolled no further. */
const longEnough = 60_000

/** The work of each frame while the list is scrolled with the wheel, by the browser's trace. */
export async function scrollWork(page: Page, list: Locator): Promise<readonly FrameWork[]> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await list.hover()
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] },
  })
  const end = performance.now() + longEnough
  for (let i = 0; i < scrolls && performance.now() < end; i++) {
    await page.mouse.wheel(0, 400)
    await nextFrame(page)
  }
  await finishTrace(session)
  const script = events.find(({ name }) => name === 'FireAnimationFrame')
  const mine = events.filter(({ tid, pid }) => tid === script?.tid && pid === script.pid)
  const frames = mine.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts)
  const tasks = mine.filter(({ name }) => name === 'RunTask')
  const own = outermost(mine.filter(({ name }) => ownNames.has(name)))
  return frames.slice(1).map((end, i) => {
    const start = frames[i] ?? end
    const timeOf = (all: readonly TraceEvent[]): number =>
      all.filter(({ ts }) => ts >= start && ts < end).reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000
    return { own: timeOf(own), whole: timeOf(tasks) }
  })
}

/** Those that are inside no other: a script that asks for a size has the layout in it. */
function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
  let end = 0
  return events
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ ts, dur = 0 }) => {
      if (ts < end) return false
      end = ts + dur
      return true
    })
}

/** JS heap and buffers of the page after a collection, in megabytes. */
export async function memory(page: Page): Promise<number> {
  await page.requestGC()
  const session = await page.context().newCDPSession(page)
  const usage = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return megabytes(usage)
}

/** The same of the service worker of the page's site. */
export async function serviceWorkerMemory(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession()
  if (session === undefined) throw new Error('The page has no browser')
  const { targetInfos } = await session.send('Target.getTargets')
  const worker = targetInfos.find(({ type }) => type === 'service_worker')
  if (worker === undefined) throw new Error('There is no service worker')
  // Not flattened: the protocol of another target is then spoken inside of messages of this one.
  const { sessionId } = await session.send('Target.attachToTarget', { targetId: worker.targetId, flatten: false })
  const ask = (id: number, method: string) =>
    new Promise<HeapUsage>((resolve) => {
      session.on('Target.receivedMessageFromTarget', ({ message }) => {
        const answer: { readonly id?: number; readonly result: HeapUsage } = JSON.parse(message)
        if (answer.id === id) resolve(answer.result)
      })
      void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
    })
  await ask(1, 'HeapProfiler.collectGarbage')
  const usage = await ask(2, 'Runtime.getHeapUsage')
  await session.detach()
  return megabytes(usage)
}

const megabytes = ({ usedSize, backingStorageSize = 0 }: HeapUsage): number => (usedSize + backingStorageSize) / 1e6

/** Comes in the next frame that the page draws. */
export const nextFrame = (page: Page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))

async function finishTrace(session: CDPSession): Promise<void> {
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  await session.detach()
}
