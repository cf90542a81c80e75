import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { expectNoFindings } from '../../harness/panel-page/no-findings'
import type { PanelPages } from '../../harness/panel-page/open-panel-page'
import { stagedPages } from '../../harness/panel-page/staged-pages'
import { until } from '../../harness/until'

const pages = stagedPages()
let page: Page

type Plant = 'value' | 'missing' | 'error' | 'none'
const name = 'The same, recorded again'

/**
 * Stores the session `main` once more, with other documents, sources and times,
 * and a difference planted at the change after so many others. Gives the label of the entry that is about.
 */
async function recordAgain(plant: Plant, after: number): Promise<string> {
  return page.evaluate(
    async ([plant, after, name]) => {
      const { store } = window.stage
      const again = { ...(await store.getSession('main')), id: 'again', name, createdAt: Date.now() }
      await store.createSession({ ...again, status: 'recording' })
      for (const document of await store.listDocuments('main'))
        await store.putDocument('again', { ...document, id: `again-${document.id}` })
      const next = new Map<string, number>()
      let changes = 0
      let label = ''
      for (const { firstSeq } of await store.listSegments('main')) {
        for (const { document, n: _n, seq: _seq, ...entry } of await store.readSegment('main', firstSeq)) {
          const source = entry.source === undefined ? {} : { source: `other-${entry.source}` }
          // biome-ignore lint/suspicious/noExplicitAny: it is made to differ from what a recorder tells
          let copy: any = { ...entry, ...source, t: entry.t + 500_000 }
          const isChange = entry.kind === 'state' && entry.type === 'change'
          const here = isChange && ++changes === after
          const put = async (fact: typeof copy): Promise<void> => {
            const firstN = next.get(document) ?? 1
            next.set(document, firstN + 1)
            await store.append('again', `again-${document}`, firstN, [fact])
          }
          if (here) label = String(copy.data.action.type)
          if (here && plant === 'missing') continue
          if (here && plant === 'error') {
            await put({ kind: 'event', type: 'error', data: { from: 'error', message: 'planted fault' }, t: copy.t })
          }
          if (here && plant === 'value') {
            copy = { ...copy, data: { ...entry.data, patch: [...entry.data.patch, { op: 'add', path: '/planted', value: 19.99 }] } }
          }
          await put(copy)
        }
      }
      await store.endSession('again', 'ended')
      return label
    },
    [plant, after, name] as const,
  )
}

const list = () => page.getByRole('grid', { name: 'Both sessions, row by row' })
const selected = () => list().getByRole('row', { selected: true })
const details = () => page.getByRole('region', { name: 'The selected row' })

async function open(options: Parameters<PanelPages['open']>[0], plant: Plant, after = 40): Promise<string> {
  page = await pages.open({ query: '?entries=400', ...options })
  const label = await recordAgain(plant, after)
  await page.getByRole('button', { name: 'Wrong total after coupon' }).click()
  await page.getByRole('grid', { name: 'Timeline' }).waitFor()
  return label
}

async function compareByMouse(): Promise<void> {
  await page.getByRole('button', { name: 'Compare with…' }).click()
  await page.getByRole('dialog').getByRole('button', { name }).click()
}

describe('comparing two sessions', () => {
  it('begins at the first difference: a value that differs', async () => {
    const label = await open({ width: 1280 }, 'value')
    await compareByMouse()
    await selected().getByText('First difference').waitFor()
    await until('the entry', async () => (await selected().textContent())?.includes(label) === true)
    await selected().getByRole('gridcell', { name: 'the state differs after it' }).waitFor()
    await details().getByText('planted', { exact: true }).waitFor()
    await details().getByText('19.99').waitFor()
    await expectNoFindings(page, 'a comparison')
  })

  it('goes on from a key that is pressed as soon as it is there', async () => {
    await open({ width: 1280 }, 'value')
    await page.evaluate(() => {
      new MutationObserver((_, observer) => {
        const rows = document.querySelector('.compare-list [role=grid]:has([aria-selected=true])')
        if (rows === null) return
        observer.disconnect()
        rows.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true, cancelable: true }))
      }).observe(document.body, { childList: true, subtree: true })
    })
    await compareByMouse()
    await until('the focus', () => list().evaluate((rows) => rows === document.activeElement))
    await until(
      'the last row',
      async () => (await selected().getAttribute('aria-rowindex')) === (await list().getAttribute('aria-rowcount')),
    )
  })

  it('is done by keyboard alone, from choosing to opening an entry and back', async () => {
    const label = await open({ width: 1280 }, 'missing')
    await page.getByRole('grid', { name: 'Timeline' }).focus()
    await page.keyboard.press('c')
    await page.getByRole('textbox', { name: 'Find a session' }).waitFor()
    await page.keyboard.type('recorded again')
    await expectNoFindings(page, 'choosing a session')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await selected().getByText('First difference').waitFor()
    await selected().getByRole('gridcell', { name: 'only on the left' }).waitFor()
    expect(await list().evaluate((grid) => grid === document.activeElement)).toBe(true)
    expect(await selected().textContent()).toContain(label)
    const first = await selected().getAttribute('aria-rowindex')
    await page.keyboard.press('Home')
    await until('the first row', async () => (await selected().getAttribute('aria-rowindex')) === '1')
    await page.keyboard.press(']')
    await until('the difference', async () => (await selected().getAttribute('aria-rowindex')) === first)
    await page.keyboard.press('Enter')
    await page.getByRole('grid', { name: 'Timeline' }).waitFor()
    await until('the entry', async () => (await page.locator('.entry-label').textContent()) === label)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('back comparison')
    await page.keyboard.press('Enter')
    await selected().getByText('First difference').waitFor()
  })

  it('tells an error that only one side has, and leads to it in its own session', async () => {
    await open({ width: 1280 }, 'error')
    await compareByMouse()
    await selected().getByText('planted fault').waitFor()
    await page.getByText('1 of 1 difference').waitFor()
    await page.getByRole('button', { name: /^Errors and failures/ }).click()
    await details().getByRole('button', { name: 'Open in the right session' }).click()
    await page.getByRole('heading', { name }).waitFor()
    await until('the entry', async () => (await page.locator('.entry-label').textContent())?.includes('planted fault') === true)
  })

  it('says that nothing differs, and how much was ignored for it', async () => {
    await open({ width: 1280 }, 'value')
    await compareByMouse()
    await selected().getByText('First difference').waitFor()
    await page.getByRole('textbox', { name: 'Ignore paths' }).fill('planted')
    await page.keyboard.press('Enter')
    await page.getByText('The sessions do not differ in anything that counts.').waitFor()
    await page.getByText(/^\d+ differing values? ignored$/).waitFor()
    await page.getByRole('textbox', { name: 'Ignore paths' }).fill('[planted')
    await page.keyboard.press('Enter')
    await page.getByText('Not a path:').waitFor()
    await expectNoFindings(page, 'a path that is none')
  })

  it('of two that are the same says so, sides swapped and in any order of sources too', async () => {
    await open({ width: 1280 }, 'none')
    await compareByMouse()
    await page.getByText('The sessions do not differ.').waitFor()
    await page.getByRole('checkbox', { name: 'Any order of sources' }).check()
    await page.getByText('The sessions do not differ.').waitFor()
    await page.getByRole('button', { name: 'Swap sides' }).click()
    await page.getByText('The sessions do not differ.').waitFor()
    await page.getByRole('button', { name: 'Close the comparison' }).click()
    await page.getByRole('heading', { name }).waitFor()
    expect(await page.getByRole('button', { name: 'Back to the comparison' }).count()).toBe(0)
  })

  it('fits into a narrow dock', async () => {
    await open({ width: 400, height: 700 }, 'value')
    await compareByMouse()
    await selected().getByText('First difference').waitFor()
    await expectNoFindings(page, 'a comparison in a narrow dock')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  })

  it('shows how far it is once it takes long, can be cancelled, and begun again', async () => {
    await open({ width: 1280 }, 'value')
    await page.evaluate(() => {
      const { store } = window.stage
      const { readSegment } = store
      const open = Promise.withResolvers<void>()
      Object.assign(store, { readSegment: (session: string, seq: number) => open.promise.then(() => readSegment(session, seq)) })
      window.addEventListener('disk is free', () => open.resolve())
    })
    await compareByMouse()
    await page.getByRole('progressbar', { name: 'Comparing…' }).waitFor()
    await expectNoFindings(page, 'a comparison on its way')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('The comparison was cancelled.').waitFor()
    await page.evaluate(() => window.dispatchEvent(new Event('disk is free')))
    await page.getByRole('button', { name: 'Compare again' }).click()
    await selected().getByText('First difference').waitFor()
  })

  it('says why when the sessions cannot be read', async () => {
    await open({ width: 1280 }, 'none')
    await page.evaluate(() => {
      const { store } = window.stage
      const { listSegments } = store
      Object.assign(store, {
        listSegments: async (session: string, ...rest: [number?, number?]) => {
          if (session === 'again') throw new Error('the disk is gone')
          return listSegments(session, ...rest)
        },
      })
    })
    await compareByMouse()
    await page.getByText('The sessions cannot be compared').waitFor()
    await page.getByText('the disk is gone').waitFor()
    await expectNoFindings(page, 'a comparison that failed')
  })

  it('needs another session, and says so', async () => {
    page = await pages.open({ query: '?large=3000' })
    await page.getByRole('button', { name: 'A very long session' }).click()
    await page.getByRole('button', { name: 'Compare with…' }).click()
    await page.getByText('There is no other session to compare with.').waitFor()
  })
})
