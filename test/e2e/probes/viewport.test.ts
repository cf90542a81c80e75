import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { factOf, factsOf, probedBrowser } from './probed-browser'

const probed = probedBrowser()

const tall = `<div id="list" role="listbox" aria-label="Orders" style="height:200px;overflow:auto"><div style="height:3000px"></div></div>
  <textarea style="height:40px"></textarea>
  <div style="height:5000px"></div>`

async function openTall(before?: () => void): Promise<Page> {
  const page = await probed.open({ before })
  await page.setViewportSize({ width: 800, height: 600 })
  await page.evaluate((markup) => {
    document.body.innerHTML = markup
  }, tall)
  return page
}

/** A clock that stands, and timers that wait for it. */
interface Timed {
  time: number
  readonly timers: { readonly at: number; readonly callback: () => void }[]
}

/** Takes the page's clock and timers before the probes do. */
function stopTime(): void {
  const timed: Timed = Object.assign(window, { time: 0, timers: [] })
  performance.now = () => timed.time
  const setTimeout = (callback: () => void, milliseconds = 0) => timed.timers.push({ at: timed.time + milliseconds, callback })
  Object.assign(window, { setTimeout })
}

const scrolls = async (page: Page) => (await factsOf(page, 'input')).map(({ data }) => data).filter(({ action }) => action === 'scroll')
/** The entry of a scroll that came to rest at `y`. */
const scrolledTo = (page: Page, y: number) => factOf(page, 'input', ({ data }) => data.action === 'scroll' && data.y === y)

describe('the viewport', () => {
  it('says where a scroll of the page came to rest', async () => {
    const page = await openTall()
    await page.mouse.move(400, 500)
    await page.mouse.wheel(0, 300)
    const { data } = await scrolledTo(page, 300)
    expect(data).toEqual({ action: 'scroll', target: 'document', x: 0, y: 300 })
  })

  it('says which container was scrolled, and what it is called', async () => {
    const page = await openTall()
    await page.mouse.move(100, 100)
    await page.mouse.wheel(0, 250)
    const { data } = await scrolledTo(page, 250)
    expect(data).toEqual({ action: 'scroll', target: 'div#list', role: 'listbox', label: 'Orders', x: 0, y: 250 })
  })

  it('makes one entry of scrolls that follow each other, and of the last one before the page goes', async () => {
    const page = await openTall(stopTime)
    await page.evaluate(async () => {
      const timed = window as unknown as Timed
      const scroll = async (y: number) => {
        const ended = new Promise((resolve) => document.addEventListener('scrollend', resolve, { once: true }))
        scrollTo(0, y)
        await ended
      }
      const pass = (milliseconds: number) => {
        timed.time += milliseconds
        const due = timed.timers.filter(({ at }) => at <= timed.time)
        for (const timer of due) timed.timers.splice(timed.timers.indexOf(timer), 1)
        for (const { callback } of due) callback()
      }
      for (let y = 10; y <= 200; y += 10) {
        await scroll(y)
        pass(100)
      }
      pass(100)
      pass(100)
      await scroll(300)
      window.dispatchEvent(new PageTransitionEvent('pagehide'))
      pass(1000)
    })
    expect((await scrolls(page)).map(({ y }) => y)).toEqual([200, 300])
  })

  it('tells nothing of how far a field scrolls under what is typed', async () => {
    const page = await openTall()
    await page.locator('textarea').pressSequentially('a\nb\nc\nd\ne\nf\n')
    await page.evaluate(() => document.querySelector('#list')?.scrollTo(0, 70))
    await scrolledTo(page, 70)
    expect((await scrolls(page)).map(({ target }) => target)).toEqual(['div#list'])
  })

  it('tells the size that the window was given, and not what a script only says', async () => {
    const page = await openTall()
    await page.setViewportSize({ width: 640, height: 480 })
    const { data } = await factOf(page, 'input', (fact) => fact.data.action === 'resize' && fact.data.x === 640)
    expect(data).toEqual({ action: 'resize', target: 'window', x: 640, y: 480 })
    const sizes = async () => (await factsOf(page, 'input')).filter((fact) => fact.data.action === 'resize').length
    const before = await sizes()
    await page.evaluate(() => {
      window.dispatchEvent(new Event('resize'))
      window.scrollTo(0, 50)
    })
    await scrolledTo(page, 50)
    expect(await sizes()).toBe(before)
  })
})
