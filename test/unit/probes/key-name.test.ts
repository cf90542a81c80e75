import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyName } from '../../../src/capture/page/probes/key-name'

const stroke = (key: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
})

describe('the name of a keystroke', () => {
  it('is told for shortcuts', () => {
    expect(keyName(stroke('k', { ctrlKey: true }), false)).toBe('Ctrl+K')
    expect(keyName(stroke('S', { metaKey: true, shiftKey: true }), false)).toBe('Meta+Shift+S')
    expect(keyName(stroke('F2'), false)).toBe('F2')
  })

  it.each(['a', 'Z', '1', ' ', 'é', '😀'])('is not told for a character: %s', (key) => {
    expect(keyName(stroke(key), false)).toBeUndefined()
    expect(keyName(stroke(key, { shiftKey: true }), false)).toBeUndefined()
  })

  it('is told in a field only for keys that put nothing into it', () => {
    const strokes = fc.record({
      key: fc.oneof(fc.string(), fc.constantFrom('a', 'Backspace', 'Delete', 'v', 'F2')),
      ctrlKey: fc.boolean(),
      altKey: fc.boolean(),
      metaKey: fc.boolean(),
      shiftKey: fc.boolean(),
    })
    fc.assert(
      fc.property(strokes, (given) => {
        expect(keyName(given, true)).toBeUndefined()
      }),
    )
    for (const key of ['Enter', 'Tab', 'Escape', 'ArrowDown']) expect(keyName(stroke(key), true)).toBe(key)
    expect(keyName(stroke('Enter', { ctrlKey: true }), true)).toBe('Ctrl+Enter')
  })

  it('is not told for modifiers alone', () => {
    for (const key of ['Shift', 'Control', 'Alt', 'Meta', 'Dead']) expect(keyName(stroke(key), false)).toBeUndefined()
  })

  it('is not told for what a script invents as a key', () => {
    expect(keyName(stroke('a sentence that somebody typed'), false)).toBeUndefined()
    expect(keyName({ ...stroke(''), key: Object(undefined) }, false)).toBeUndefined()
  })
})
