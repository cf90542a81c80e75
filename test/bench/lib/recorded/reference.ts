import type { Page } from 'playwright'
import type { RecordedApp } from './app'
import { openOperation, serveSwagger, tryOut } from './swagger'

const minutes = 5
const collections = 4
/** Of an operation that is sent: how often it is opened and closed besides. */
const looks = 14
/** Where each operation is sent three times, but one of four twice, the file has its size. */
const timesSent = (operation: number) => (operation % 4 === 3 ? 2 : 3)

/**
 * The case that a guide for such tools gives sizes for: 100 components, 1,000 events
 * and 2 MB of JSON in 5 minutes. Swagger UI has 125 components on the screen with all
 * collections closed, and 250 with an operation open. The five minutes are waited for:
 * the pauses of a person are in no entry but in its time, and a clock that ran faster
 * would change what the recorder says of its own work.
 */
export const reference: RecordedApp = {
  title: 'Swagger UI 5.35.0: five minutes',

  serve: () => serveSwagger(collections),

  async use(page, log) {
    await page.locator('.opblock').first().waitFor()
    const sections = await page.locator('.opblock-tag-section').all()
    for (const section of sections) await section.locator('.opblock-tag').click()
    log(`${await page.evaluate(countComponents)} components`)
    const pace = createPace(page, sections.length * 4 * looks)
    let sent = 0
    for (const section of sections) {
      await section.locator('.opblock-tag').click()
      await section.locator('.opblock').first().waitFor()
      for (const operation of await section.locator('.opblock').all()) {
        await openOperation(operation)
        for (let time = 0; time < timesSent(sent); time++) await tryOut(operation, sent * 3 + time)
        sent += 1
        for (let look = 0; look < looks; look++) {
          await operation.locator('.opblock-summary-control').click()
          await pace()
        }
      }
      await section.locator('.opblock-tag').click()
    }
  },
}

/** Waits so that all steps together take the time. */
function createPace(page: Page, steps: number): () => Promise<void> {
  const begun = performance.now()
  let done = 0
  return async () => {
    done += 1
    const rest = begun + (done / steps) * minutes * 60_000 - performance.now()
    if (rest > 0) await page.waitForTimeout(rest)
  }
}

interface Fiber {
  readonly type: unknown
  readonly child: Fiber | null
  readonly sibling: Fiber | null
}

/** How many components React has mounted, the elements of HTML not counted. Runs in the page. */
function countComponents(): number {
  const roots = [...document.querySelectorAll('*')].flatMap((element) =>
    Object.entries(element).filter(([key]) => key.startsWith('__reactContainer$')),
  )
  const waiting = roots.map(([, fiber]) => fiber as Fiber)
  let count = 0
  for (let fiber = waiting.pop(); fiber !== undefined; fiber = waiting.pop()) {
    if (typeof fiber.type === 'function') count++
    for (const next of [fiber.child, fiber.sibling]) if (next !== null) waiting.push(next)
  }
  return count
}
