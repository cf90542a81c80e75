import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { factsOf, probedBrowser } from './probed-browser'

const probed = probedBrowser()
const secret = 'hunter2hunter2'

const form = `<form id="login" onsubmit="return false">
  <label>User <input name="user"></label>
  <label for="pw">Secret</label><input id="pw" name="x" type="password">
  <textarea name="about"></textarea>
  <select name="country"><option value="fr">France</option><option value="de">Germany</option></select>
  <input name="terms" type="checkbox">
  <div id="editor" contenteditable="true"></div>
  <button data-testid="send"><span>Send it</span></button>
</form>`

async function openForm(body = form): Promise<Page> {
  const page = await probed.open()
  await page.evaluate((markup) => {
    document.body.innerHTML = markup
  }, body)
  return page
}

const inputs = async (page: Page) => (await factsOf(page, 'input')).map(({ data }) => data)
const only = async (page: Page, action: string) => (await inputs(page)).filter((data) => data.action === action)

describe('input', () => {
  it('says where a person clicked and what it is called there', async () => {
    const page = await openForm()
    await page.click('button span')
    const [click] = await only(page, 'click')
    expect(click).toMatchObject({ target: 'button[data-testid="send"] > span', role: 'button', label: 'Send it' })
    expect(click?.x).toBeGreaterThan(0)
    expect(click?.trusted).toBeUndefined()
    const [submit] = await only(page, 'submit')
    expect(submit).toMatchObject({ target: 'form#login', role: 'form', label: 'Send it' })
  })

  it('masks typed text at one width, and makes one entry of a burst', async () => {
    const page = await openForm()
    await page.locator('[name=user]').pressSequentially(secret)
    await page.keyboard.press('Tab')
    expect(await only(page, 'input')).toEqual([
      { action: 'input', target: 'form#login > label:nth-of-type(1) > input[name="user"]', role: 'textbox', label: 'User', value: '•••' },
    ])
    expect(await only(page, 'change')).toMatchObject([{ value: '•••' }])
    expect(await only(page, 'keydown')).toMatchObject([{ key: 'Tab' }])
    expect(JSON.stringify(await inputs(page))).not.toContain(secret)
  })

  it('marks what is typed into a password, also while it is shown', async () => {
    const page = await openForm()
    await page.locator('#pw').pressSequentially('ab')
    await page.evaluate(() => document.querySelector('#pw')?.setAttribute('type', 'text'))
    await page.locator('#pw').pressSequentially('cd')
    await page.keyboard.press('Tab')
    const values = [...(await only(page, 'input')), ...(await only(page, 'change'))].map(({ value }) => value)
    expect(values.length).toBeGreaterThan(1)
    for (const value of values) expect(value).toEqual({ $: 'redacted', by: 'password' })
  })

  it('marks a password that was shown before anybody looked at it', async () => {
    const page = await openForm()
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('#pw')
      if (!field) return
      field.type = 'text'
      field.value = 'abcd'
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })
    expect(await only(page, 'input')).toMatchObject([{ value: { $: 'redacted', by: 'password' }, trusted: false }])
  })

  it('tells choices as they are', async () => {
    const page = await openForm()
    await page.selectOption('select', 'de')
    await page.check('[name=terms]')
    expect((await only(page, 'change')).map(({ target, value }) => [target, value])).toEqual([
      ['form#login > select[name="country"]', 'Germany'],
      ['form#login > input[name="terms"]', true],
    ])
  })

  it('tells nothing of what is written in an editor', async () => {
    const page = await openForm()
    await page.locator('#editor').pressSequentially(secret)
    await page.locator('textarea').fill(secret)
    await page.click('#editor')
    const told = await inputs(page)
    expect(told.filter(({ action }) => action === 'input').map(({ target, value }) => [target, value])).toEqual([
      ['div#editor', '•••'],
      ['form#login > textarea[name="about"]', '•••'],
    ])
    expect(JSON.stringify(told)).not.toContain('hunter')
  })

  it('tells shortcuts and no characters', async () => {
    const page = await openForm()
    await page.evaluate(() => document.querySelector('button')?.focus())
    for (const key of ['a', 'Shift+B', 'Control+k', 'F2']) await page.keyboard.press(key)
    expect((await only(page, 'keydown')).map(({ key }) => key)).toEqual(['Ctrl+K', 'F2'])
  })

  it('reads a form whose fields hide its own properties', async () => {
    const page = await openForm(
      '<form id="f" onsubmit="return false"><input name="id"><input name="getAttribute"><input name="parentNode"><input name="localName"><button>Go</button></form>',
    )
    // Not even Playwright can click in such a form by itself.
    const { x, y } = await page.evaluate(() => document.querySelector('button')?.getBoundingClientRect() ?? new DOMRect())
    await page.mouse.click(x + 5, y + 5)
    expect((await only(page, 'click'))[0]).toMatchObject({ target: 'form#f > button', label: 'Go' })
    expect((await only(page, 'submit'))[0]).toMatchObject({ target: 'form#f', label: 'Go' })
  })

  it('sees into open shadow trees', async () => {
    const page = await openForm('<x-card></x-card>')
    await page.evaluate(() => {
      const root = document.querySelector('x-card')?.attachShadow({ mode: 'open' })
      if (root) root.innerHTML = '<button>Inside</button>'
    })
    await page.click('button')
    expect((await only(page, 'click'))[0]).toMatchObject({ target: 'x-card > button', label: 'Inside' })
  })

  it('tells what was pasted where, and not what', async () => {
    const page = await openForm()
    await page.locator('[name=user]').fill(secret)
    await page.locator('[name=user]').selectText()
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    const told = await inputs(page)
    expect(told.map(({ action }) => action)).toEqual(expect.arrayContaining(['copy', 'paste']))
    expect(JSON.stringify(told)).not.toContain(secret)
  })

  it('goes on after the page wrote itself anew', async () => {
    const page = await openForm()
    await page.evaluate(() => document.write('<!doctype html><button id="new">New</button>'))
    await page.click('#new')
    expect((await only(page, 'click')).map(({ target }) => target)).toEqual(['button#new'])
  })

  it('passes by events that only look like input', async () => {
    const page = await openForm()
    await page.evaluate(() => {
      window.dispatchEvent(new Event('keydown'))
      document.dispatchEvent(new CustomEvent('click', { bubbles: true }))
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a sentence that somebody typed', bubbles: true }))
    })
    const told = await inputs(page)
    expect(told.map(({ action, target }) => [action, target])).toEqual([['click', 'document']])
    expect(await factsOf(page, 'gap')).toEqual([])
  })

  it('tells a form that code sends, as no person’s doing', async () => {
    const page = await openForm('<form id="f" action="/next" target="inside"><input name="submit"></form><iframe name="inside"></iframe>')
    await page.evaluate(() => {
      const form = document.querySelector('form')
      // Sent into a frame: the page stays.
      if (form) HTMLFormElement.prototype.submit.call(form)
    })
    await page.frameLocator('iframe').getByRole('link', { name: 'back' }).waitFor()
    expect(await only(page, 'submit')).toEqual([{ action: 'submit', target: 'form#f', role: 'form', trusted: false }])
  })
})
