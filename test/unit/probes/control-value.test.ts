import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heldValue } from '../../../src/capture/page/probes/control-value'
import { el, fakeDom } from './fake-dom'

const value = (tag: string, given: Parameters<typeof el>[1], wasPassword = false) => heldValue(fakeDom, el(tag, given), wasPassword)
const typed = { value: 'hunter2hunter2' }

describe('the value of a control', () => {
  it.each(['text', 'email', 'search', 'tel', 'url', 'number', 'date', 'time', 'month', 'hidden', 'datetime-local', 'nonsense', ''])(
    'is a mask for typed text (type %s)',
    (type) => {
      expect(value('input', { type, name: 'field', held: typed })).toBe('•••')
    },
  )

  it('is the same mask whatever was typed, and tells only that nothing is left', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(value('textarea', { name: 'comment', held: { value: text } })).toBe('•••')
      }),
    )
    expect(value('textarea', { name: 'comment', held: { value: '' } })).toBe('')
  })

  it('is a mask in an editor', () => {
    expect(value('div', { contenteditable: 'true' })).toBe('•••')
  })

  it.each([
    [{ type: 'password', name: 'x' }, 'password'],
    [{ type: 'text', name: 'password' }, 'password'],
    [{ type: 'text', autocomplete: 'cc-csc', name: 'c' }, 'card-code'],
    [{ type: 'text', autocomplete: 'one-time-code', name: 'c' }, 'one-time-code'],
    [{ type: 'text', id: 'cvv' }, 'card-code'],
    [{ type: 'tel', name: 'a', label: 'PIN' }, 'pin'],
  ])('is a marker for a field that says it is a secret: %o', (attributes, by) => {
    expect(value('input', { ...attributes, held: typed })).toEqual({ $: 'redacted', by })
  })

  it('stays a marker when the password is shown', () => {
    expect(value('input', { type: 'text', name: 'x', held: typed }, true)).toEqual({ $: 'redacted', by: 'password' })
  })

  it('is plain where nothing can be typed', () => {
    expect(value('input', { type: 'checkbox', name: 'terms', held: { checked: true } })).toBe(true)
    expect(value('input', { type: 'radio', name: 'size', held: { value: 'XL' } })).toBe(false)
    expect(value('input', { type: 'range', name: 'volume', held: { value: '7' } })).toBe('7')
    expect(value('input', { type: 'color', name: 'paint', held: { value: '#ff0000' } })).toBe('#ff0000')
    expect(value('select', { name: 'country', held: { chosen: ['France'] } })).toBe('France')
    expect(value('select', { name: 'tags', held: { chosen: ['a', 'b'] } })).toEqual(['a', 'b'])
  })

  it('is the number of files, never their names', () => {
    expect(value('input', { type: 'file', name: 'scan', held: { value: 'C:\\fakepath\\me.pdf', files: 2 } })).toBe(2)
  })

  it('is a marker for a choice named as a secret', () => {
    expect(value('select', { name: 'pin', held: { chosen: ['1234'] } })).toEqual({ $: 'redacted', by: 'pin' })
  })

  it('is left out for buttons and for what holds none', () => {
    expect(value('input', { type: 'submit', held: { value: 'Send' } })).toBeUndefined()
    expect(value('div', {})).toBeUndefined()
  })
})
