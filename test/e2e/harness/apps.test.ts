import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppName, serveApp } from '../../harness/apps'
import { type Chromium, launchChromium } from '../../harness/chromium'

describe('the apps of the fixtures', () => {
  let browser: Chromium
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  async function open(name: AppName) {
    const served = await serveApp(name)
    const page = await browser.open(served.url)
    return {
      page,
      /** The states the app had, oldest first. */
      states: () => page.evaluate(() => window.fixture.steps.map((step) => JSON.parse(step.state))),
      async close() {
        await page.close()
        await served.close()
      },
    }
  }

  it('toolkit tells its state after every action', async () => {
    const { page, states, close } = await open('toolkit')
    await page.getByLabel('New todo').fill('Try it')
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('button', { name: 'Load' }).click()
    await page.getByText('Read it again').click()
    await page.getByText('One cannot step twice').waitFor()
    const last = (await states()).at(-1)
    expect(Object.values<{ text: string; done: boolean }>(last.todos.entities).map(({ text, done }) => [text, done])).toEqual([
      ['Try it', false],
      ['Write it down', true],
      ['Read it again', true],
    ])
    await close()
  })

  it('zustand tells its state after every change', async () => {
    const { page, states, close } = await open('zustand')
    await page.getByRole('button', { name: 'Bear is born' }).click()
    await page.getByRole('button', { name: 'Refill honey' }).click()
    await page.locator('#honey', { hasText: '12' }).waitFor()
    await page.getByRole('button', { name: 'Bears eat' }).click()
    expect((await states()).map((state) => state.honey)).toEqual([3, 3, 12, 11])
    await close()
  })

  it('swagger is the published one, with a document to try', async () => {
    const { page, states, close } = await open('swagger')
    await page.getByText('/pets', { exact: true }).click()
    await page.getByRole('button', { name: 'Try it out' }).click()
    await page.getByRole('button', { name: 'Execute' }).click()
    await page.locator('.live-responses-table .response-col_status', { hasText: '200' }).first().waitFor()
    const all = await states()
    expect(all.length).toBeGreaterThan(10)
    expect(all.at(-1).spec.json.info.title).toBe('Pets')
    await close()
  })
})
