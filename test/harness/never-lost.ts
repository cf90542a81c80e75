import type { Page } from 'playwright'
import { type Chromium, launchChromium } from './chromium'
import { type CountingApp, countedSteps, countingApp, countingFaults } from './counting-app'
import { controlRecorder, type RecorderControl } from './recording'
import { servePage } from './serve'
import { numberingFaults } from './stored'
import { removeFolder, tempFolder } from './temp'
import { until } from './until'

/**
 * What the recorder promises to survive, at any scale: the tests run a few
 * rounds of it, the campaign many. Every function gives the faults it found.
 */

interface Recorded {
  readonly chromium: Chromium
  readonly control: RecorderControl
  readonly page: Page
  /** Of the session. */
  readonly id: string
}

/** Does `work` with the counting app in a browser of its own, which records it. */
async function whileRecorded(work: (recorded: Recorded) => Promise<readonly string[]>): Promise<readonly string[]> {
  const server = await servePage(countingApp)
  const chromium = await launchChromium()
  try {
    const control = await controlRecorder(chromium)
    const page = await chromium.open(server.url)
    return await work({ chromium, control, page, id: await control.start(page) })
  } finally {
    await chromium.close()
    await server.close()
  }
}

/** Stops the service worker `stops` times, at random, while `actions` actions run. */
export async function stopWorkers(
  actions: number,
  stops: number,
  log: (line: string) => void = () => undefined,
): Promise<readonly string[]> {
  return whileRecorded(async ({ chromium, control, page, id }) => {
    const perTick = 4
    const running = page.evaluate(([count, each]) => (globalThis as unknown as CountingApp).run(count, each), [actions, perTick] as const)
    for (let stop = 1; stop <= stops; stop++) {
      const due = Math.floor(((stop - Math.random() * 0.9) / stops) * actions)
      await until(`action ${due}`, () => page.evaluate((n) => (globalThis as unknown as CountingApp).done() >= n, due), {
        timeout: 120_000,
      })
      await chromium.stopWorker()
    }
    await running
    await control.stop(page)
    const session = await control.sessionWhen(id, 'the session to end', ({ status }) => status === 'ended')
    log(`${stops} stops of the worker during ${actions} actions: ${session.entries.length} entries stored`)
    return [...numberingFaults(session), ...countingFaults(countedSteps(session), actions)]
  })
}

/**
 * Stops recording while the worker that knew the documents is gone, `rounds`
 * times: they have to be found again, and what happened meanwhile is still theirs.
 */
export async function stopWithoutWorker(rounds: number, log: (line: string) => void = () => undefined): Promise<readonly string[]> {
  const framed = await servePage(countingApp)
  const server = await servePage(`${countingApp}<iframe src="${framed.url}"></iframe>`)
  const chromium = await launchChromium()
  const faults: string[] = []
  try {
    const control = await controlRecorder(chromium)
    for (let round = 1; round <= rounds; round++) {
      const page = await chromium.open(server.url)
      const id = await control.start(page, true)
      const frame = await until('the frame', () => page.frames().find((candidate) => candidate.url().startsWith(framed.url)))
      const run = () => Promise.all([page, frame].map((place) => place.evaluate(() => (globalThis as unknown as CountingApp).run(40, 4))))
      await run()
      await chromium.stopWorker()
      await run()
      await control.stop(page)
      const session = await control.sessionWhen(id, 'the session to end', ({ status }) => status === 'ended')
      faults.push(...numberingFaults(session))
      for (const { id: document } of session.documents) faults.push(...countingFaults(countedSteps(session, document), 80))
      if (session.documents.length !== 2) faults.push(`${session.documents.length} documents were recorded instead of 2`)
      log(`round ${round}: ${session.entries.length} entries of ${session.documents.length} documents`)
      await page.close()
    }
  } finally {
    await chromium.close()
    await server.close()
    await framed.close()
  }
  return faults
}

/** Stops recording while the page is in a task of `milliseconds` that began with the last of `actions` actions. */
export async function stopWhileBusy(actions: number, milliseconds: number): Promise<readonly string[]> {
  return whileRecorded(async ({ control, page, id }) => {
    const busy = page.waitForEvent('console')
    await page.evaluate(
      ([actions, milliseconds]) => {
        // Not awaited: the page cannot say that it is done until it is.
        void (globalThis as unknown as CountingApp).run(actions, actions).then(() => {
          console.log('busy')
          for (const end = performance.now() + milliseconds; performance.now() < end; );
        })
      },
      [actions, milliseconds] as const,
    )
    await busy
    await control.stop(page)
    const session = await control.session(id)
    return [...numberingFaults(session), ...countingFaults(countedSteps(session), actions)]
  })
}

/** Kills the browser `kills` times while it records, each time after `actions` actions to twice as many, and looks what is there afterwards. */
export async function killBrowsers(
  kills: number,
  actions: number,
  log: (line: string) => void = () => undefined,
): Promise<readonly string[]> {
  const server = await servePage(countingApp)
  const profile = tempFolder('never-lost')
  const faults: string[] = []
  try {
    for (let kill = 1; kill <= kills; kill++) {
      const killed = await recordAndKill(server.url, profile, Math.floor(actions * (1 + Math.random())))
      const chromium = await launchChromium({ profile })
      try {
        const control = await controlRecorder(chromium)
        const session = await control.sessionWhen(
          killed.id,
          'the session to be marked interrupted',
          ({ status }) => status === 'interrupted',
        )
        const stored = countedSteps(session)
        const last = session.entries.findLast((entry) => entry.type === 'change')
        const lost = killed.at - (last?.data.action.at ?? 0)
        faults.push(...numberingFaults(session), ...countingFaults(stored, stored.length))
        if (lost > 1000) faults.push(`the last ${Math.round(lost)} ms before a kill are missing`)
        log(`kill ${kill}: ${stored.length} actions stored, the last ${Math.round(lost)} ms were on their way`)
      } finally {
        await chromium.close()
      }
    }
  } finally {
    await server.close()
    removeFolder(profile)
  }
  return faults
}

async function recordAndKill(url: string, profile: string, actions: number): Promise<{ readonly id: string; readonly at: number }> {
  const chromium = await launchChromium({ profile })
  const control = await controlRecorder(chromium)
  const page = await chromium.open(url)
  const id = await control.start(page)
  // The evaluation ends with the browser.
  const running = page.evaluate(() => (globalThis as unknown as CountingApp).run(1_000_000, 2)).catch(() => undefined)
  await until(`action ${actions}`, () => page.evaluate((n) => (globalThis as unknown as CountingApp).done() >= n, actions), {
    timeout: 120_000,
  })
  const at = Date.now()
  await chromium.kill()
  await running
  return { id, at }
}

/** Walks through pages and back out of the back/forward cache while recording. */
export async function navigate(rounds: number, log: (line: string) => void = () => undefined): Promise<readonly string[]> {
  const server = await servePage(countingApp)
  const chromium = await launchChromium({ backForwardCache: true })
  try {
    const control = await controlRecorder(chromium)
    const page = await chromium.open(`${server.url}0`)
    const id = await control.start(page)
    let restored = 0
    for (let round = 1; round <= rounds; round++) {
      await runSome(page)
      await page.goto(`${server.url}${round}`)
      await runSome(page)
      if (round % 3 === 0) {
        // A document out of the cache loads nothing, so there is no load to wait for.
        await page.goBack({ waitUntil: 'commit' })
        restored += await page.evaluate(() => Number((globalThis as unknown as CountingApp).done() > 0))
        await runSome(page)
      }
    }
    const counted = await page.evaluate(() => (globalThis as unknown as CountingApp).done())
    await control.stop(page)
    const session = await control.sessionWhen(id, 'the session to end', ({ status }) => status === 'ended')
    const faults = [...numberingFaults(session)]
    for (const { id: document } of session.documents) {
      const numbers = countedSteps(session, document)
      faults.push(...countingFaults(numbers, numbers.length))
    }
    const last = session.entries.findLast((entry) => entry.type === 'change')
    if (last?.data.action.i !== counted) faults.push(`the last action ${counted} is missing`)
    log(
      `${rounds} rounds of navigation: ${session.documents.length} documents, ${restored} times back out of the cache, ${session.entries.length} entries`,
    )
    if (restored === 0) faults.push('the back/forward cache was never used')
    return faults
  } finally {
    await chromium.close()
    await server.close()
  }
}

/** Enough actions that some are still on their way when the page is left. */
async function runSome(page: Page): Promise<void> {
  await page.evaluate(() => (globalThis as unknown as CountingApp).run(60, 3))
}
