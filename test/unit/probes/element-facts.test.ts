import { describe, expect, it } from 'vitest'
import { describeTarget, isField, labelOf, pathTo } from '../../../src/capture/page/probes/element-facts'
import { el, type FakeElement, fakeDom, find } from './fake-dom'

const path = (root: FakeElement, wanted: (element: FakeElement) => boolean): string => pathTo(fakeDom, find(root, wanted))
const byName = (name: string) => (element: FakeElement) => element.attributes.name === name
const byTag = (tag: string) => (element: FakeElement) => element.tag === tag

describe('the path to an element', () => {
  it('leads from the nearest element with an id down to the target', () => {
    const page = el('body', {}, [el('form', { id: 'login' }, [el('input', { name: 'user' })])])
    expect(path(page, byName('user'))).toBe('form#login > input[name="user"]')
  })

  it('is the element alone when that has an id', () => {
    expect(path(el('main', {}, [el('button', { id: 'pay' })]), byTag('button'))).toBe('button#pay')
  })

  it('prefers what was put there for tests', () => {
    const page = el('div', { id: 'root' }, [el('button', { id: 'b1', 'data-testid': 'checkout' })])
    expect(path(page, byTag('button'))).toBe('button[data-testid="checkout"]')
  })

  it('passes by ids that are made anew on each load', () => {
    const page = el('body', {}, [el('section', { class: 'cart' }, [el('button', { id: ':r3:' })])])
    expect(path(page, byTag('button'))).toBe('section.cart > button')
    expect(pathTo(fakeDom, el('div', { id: 'ember12345' }))).toBe('div')
  })

  it('counts elements that nothing else tells apart', () => {
    const page = el('ul', { id: 'todo' }, [el('li'), el('li', {}, [el('button')]), el('li')])
    expect(path(page, byTag('button'))).toBe('ul#todo > li:nth-of-type(2) > button')
  })

  it('names classes that a person wrote and not those of a build', () => {
    expect(pathTo(fakeDom, el('div', { class: 'Button_root__x7Hs2 price-tag' }))).toBe('div.price-tag')
  })

  it('goes up five elements at most', () => {
    const deep = el('a', {}, [el('b', {}, [el('c', {}, [el('d', {}, [el('e', {}, [el('f')])])])])])
    expect(path(deep, byTag('f'))).toBe('b > c > d > e > f')
  })

  it('quotes names that would break it', () => {
    expect(pathTo(fakeDom, el('input', { name: 'a"]b' }))).toBe('input[name="a\\"]b"]')
    expect(pathTo(fakeDom, el('div', { id: 'a b' }))).toBe('div[id="a b"]')
  })

  it('cuts names that go on for ever', () => {
    expect(pathTo(fakeDom, el('input', { name: 'x'.repeat(10_000) })).length).toBeLessThan(100)
  })

  it('says document for what is no element', () => {
    expect(pathTo(fakeDom, {})).toBe('document')
  })

  it('holds no secret that a page put into an attribute', () => {
    expect(pathTo(fakeDom, el('input', { name: 'f?password=hunter2hunter2' }))).not.toContain('hunter2')
  })
})

describe('what an element is called', () => {
  it('is its accessible name', () => {
    expect(labelOf(fakeDom, el('button', { 'aria-label': 'Close' }, ['×']))).toBe('Close')
  })

  it('is the text of a button, a link or a label', () => {
    expect(labelOf(fakeDom, el('button', {}, ['Pay now']))).toBe('Pay now')
    expect(labelOf(fakeDom, el('a', { href: '/' }, ['Home']))).toBe('Home')
    expect(labelOf(fakeDom, el('div', { role: 'tab' }, ['Details']))).toBe('Details')
  })

  it('is the value of a button that is an input, and of no other input', () => {
    expect(labelOf(fakeDom, el('input', { type: 'submit', value: 'Send' }))).toBe('Send')
    expect(labelOf(fakeDom, el('input', { type: 'text', value: 'typed before' }))).toBe('')
  })

  it('is the label of a field, or else its placeholder', () => {
    expect(labelOf(fakeDom, el('input', { label: 'E-mail', placeholder: 'you@example.org' }))).toBe('E-mail')
    expect(labelOf(fakeDom, el('input', { placeholder: 'Search' }))).toBe('Search')
  })

  it('is never the text of a container or of an editor', () => {
    expect(labelOf(fakeDom, el('div', {}, ['all of the page']))).toBe('')
    expect(labelOf(fakeDom, el('div', { role: 'button', contenteditable: 'true' }, ['typed']))).toBe('')
  })
})

describe('where something happened', () => {
  it('names the button around the icon that was hit', () => {
    const page = el('button', { id: 'save' }, [el('svg', {}, [el('use')]), 'Save'])
    const use = find(page, byTag('use'))
    expect(describeTarget(fakeDom, use)).toEqual({ target: 'button#save > svg > use', role: 'button', label: 'Save', placed: true })
  })

  it('does not tell the keys of a keypad for a secret apart', () => {
    const keys = ['1', '2', '3'].map((digit) => el('button', {}, [digit]))
    el('div', { class: 'pin-code' }, keys)
    const told = keys.map((key) => describeTarget(fakeDom, key))
    expect(told[0]).toEqual({ target: 'div.pin-code', role: 'button', placed: false })
    expect(told[1]).toEqual(told[0])
    expect(told[2]).toEqual(told[0])
  })

  it('tells the keys of any other keypad apart', () => {
    const key = el('button', {}, ['7'])
    el('div', { id: 'calculator' }, [key])
    expect(describeTarget(fakeDom, key)).toMatchObject({ label: '7', placed: true })
  })
})

describe('a field', () => {
  it.each([
    ['input', {}],
    ['input', { type: 'checkbox' }],
    ['textarea', {}],
    ['select', {}],
    ['div', { contenteditable: 'true' }],
  ])('is %s %o', (tag, attributes) => {
    expect(isField(fakeDom, el(tag, attributes))).toBe(true)
  })

  it.each([
    ['input', { type: 'submit' }],
    ['button', {}],
    ['div', {}],
  ])('is not %s %o', (tag, attributes) => {
    expect(isField(fakeDom, el(tag, attributes))).toBe(false)
  })
})
