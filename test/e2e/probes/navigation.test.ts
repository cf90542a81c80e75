import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { factOf, factsOf, probedBrowser } from './probed-browser'

const probed = probedBrowser()
const moves = async (page: Page) =>
  (await factsOf(page, 'navigation')).map(({ data: { how, url, from } }) =>
    [how, url, from].map((text) => text?.replace(probed.site.url, '')).filter((text) => text !== undefined),
  )

describe('navigation', () => {
  it('tells how a document came to be', async () => {
    const page = await probed.open()
    await factOf(page, 'navigation', ({ data }) => data.how === 'complete')
    expect(await moves(page)).toEqual([
      ['load', '/'],
      ['ready', '/'],
      ['complete', '/'],
    ])
    expect((await factsOf(page, 'navigation'))[2]?.data.title).toBe('Shop')
  })

  it('tells each move of an app once, and from where', async () => {
    const page = await probed.open()
    await page.evaluate(() => {
      history.pushState({}, '', '/a?password=hunter2hunter2')
      history.replaceState({}, '', '/b')
      location.hash = 'part'
    })
    await factOf(page, 'navigation', ({ data }) => data.how === 'hash')
    await page.evaluate(() => {
      history.pushState({}, '', '/c')
      history.back()
    })
    await factOf(page, 'navigation', ({ data }) => data.how === 'traverse')
    const told = (await moves(page)).slice(3)
    expect(told.map(([how]) => how)).toEqual(['push', 'replace', 'hash', 'push', 'traverse'])
    expect(told.slice(2)).toEqual([
      ['hash', '/b#part', '/b'],
      ['push', '/c', '/b#part'],
      ['traverse', '/b#part', '/c'],
    ])
    expect(JSON.stringify(told)).not.toContain('hunter2')
  })

  it('tells moves by the Navigation API', async () => {
    const page = await probed.open()
    await page.evaluate(async () => {
      navigation.addEventListener('navigate', (event) => event.intercept({ handler: async () => undefined }))
      await navigation.navigate('/d').finished
    })
    expect((await moves(page)).slice(3)).toEqual([['push', '/d', '/']])
  })

  it('keeps a failed move out', async () => {
    const page = await probed.open()
    const threw = await page.evaluate(() => {
      try {
        history.pushState({}, '', 'https://elsewhere.example/')
        return false
      } catch {
        return true
      }
    })
    expect(threw).toBe(true)
    expect(await moves(page)).toHaveLength(3)
  })

  it('says where a page is when recording begins anew', async () => {
    const page = await probed.open()
    await page.evaluate(() => {
      history.pushState({}, '', '/later')
      window.probing.begin()
    })
    expect((await factsOf(page, 'navigation')).at(-1)?.data).toMatchObject({ how: 'load', url: `${probed.site.url}/later`, title: 'Shop' })
  })

  it('reads the title of the document, not an element of that name', async () => {
    const page = await probed.open()
    await page.evaluate(() => {
      document.body.innerHTML = '<img name="title"><img name="referrer"><img name="visibilityState">'
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
      window.probing.begin()
    })
    const told = (await factsOf(page, 'navigation')).map(({ data }) => data)
    expect(told.at(-2)).toMatchObject({ how: 'visible' })
    expect(told.at(-1)).toMatchObject({ how: 'load', title: 'Shop' })
  })

  it('tells that a document ends', async () => {
    const page = await probed.open()
    await page.evaluate(async () => {
      window.left = []
      const frame = document.createElement('iframe')
      frame.src = '/framed'
      document.body.append(frame)
      await new Promise((resolve) => frame.addEventListener('load', resolve))
      frame.remove()
    })
    const left = await page.evaluate(() => window.left.map((line) => JSON.parse(line)))
    expect(left.at(-1)).toMatchObject({ type: 'navigation', data: { how: 'leave', url: `${probed.site.url}/framed` } })
  })

  it('tells that the back/forward cache took a page and gave it back', async () => {
    const page = await probed.open()
    await page.goto(`${probed.site.url}/next`)
    expect((await factsOf(page, 'navigation'))[0]?.data.how).toBe('load')
    await page.goBack({ waitUntil: 'commit' })
    await factOf(page, 'navigation', ({ data }) => data.how === 'restore')
    const hows = (await factsOf(page, 'navigation')).map(({ data }) => data.how)
    expect(hows.slice(0, 3)).toEqual(['load', 'ready', 'complete'])
    expect(hows.filter((how) => how === 'freeze' || how === 'restore')).toEqual(['freeze', 'restore'])
  })
})
