import { describe, expect, it } from 'vitest'
import { defaultTemplates } from '../../../../src/core/model'
import { presetNames } from '../../../../src/core/selection'
import { type ExportShape, holds, parseShape, presetOf, shapeOf, usualShape, withPart } from '../../../../src/panel/selectors/export/choice'
import { type ExportChoice, problemOf, requestOf } from '../../../../src/panel/selectors/export/request'

const choice = (over: Partial<ExportChoice> = {}): ExportChoice => ({
  ...usualShape,
  sessions: ['s'],
  sources: undefined,
  range: undefined,
  sanitize: true,
  templates: defaultTemplates,
  since: undefined,
  again: undefined,
  ...over,
})

describe('the shape of an export', () => {
  it.each(presetNames)('is known as %s when the preset made it', (name) => {
    expect(presetOf(shapeOf(name))).toBe(name)
  })

  it('is nobody’s preset once a field was changed, until it is changed back', () => {
    const changed = withPart(usualShape, 'event', false)
    expect(presetOf(changed)).toBeUndefined()
    expect(presetOf(withPart(changed, 'event', true))).toBe('team')
    expect(presetOf({ ...usualShape, format: 'yaml' })).toBeUndefined()
    expect(presetOf({ ...usualShape, without: ['view', 'notes'] })).toBe('ci')
  })

  it('packs as usual where a preset asks for haste', () => {
    expect(shapeOf('development').compression).toBe('default')
  })

  it('has no history of states without states, and has it again with them', () => {
    const stateless = withPart(usualShape, 'state', false)
    expect(holds(stateless, 'history')).toBe(false)
    expect(holds(withPart(stateless, 'state', true), 'history')).toBe(true)
  })

  it('is read as it was kept, and as usual where that is nonsense', () => {
    const kept: ExportShape = { format: 'msgpack', compression: 'none', without: ['event', 'view'] }
    expect(parseShape(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
    for (const odd of [undefined, null, 5, [], {}, { format: 'xml', compression: 'fast', without: 'all' }])
      expect(parseShape(odd)).toEqual(usualShape)
    expect(parseShape({ without: ['view', 'walls', 7] }).without).toEqual(['view'])
  })
})

describe('what is asked for', () => {
  it('is nothing but the sessions when nothing was chosen', () => {
    expect(requestOf(choice())).toEqual({ kind: 'export', sessions: ['s'] })
  })

  it('says all that is otherwise', () => {
    const chosen = choice({
      format: 'msgpack',
      compression: 'small',
      without: ['event', 'view'],
      range: { from: 5, until: 9 },
      sources: ['cart'],
    })
    expect(requestOf({ ...chosen, sanitize: false, sessions: ['a', 'b'] })).toEqual({
      kind: 'export',
      sessions: ['a', 'b'],
      format: 'msgpack',
      compression: 'small',
      selection: { without: ['event', 'view'], sources: ['cart'], from: 5, until: 9 },
      sanitize: false,
    })
  })

  it('says what is looked for where that is not the usual, and something is', () => {
    expect(requestOf(choice({ templates: ['secrets', 'hipaa'] })).templates).toEqual(['secrets', 'hipaa'])
    expect(requestOf(choice({ templates: ['secrets', 'hipaa'], sanitize: false })).templates).toBeUndefined()
  })

  it('keeps the view out of a part of a session, too, and lets it in when asked', () => {
    expect(requestOf(choice({ range: { from: 5 } })).selection).toEqual({ without: ['view'], from: 5 })
    expect(requestOf(choice({ without: [] })).selection).toEqual({ without: [] })
    expect(requestOf(choice({ range: {} })).selection).toBeUndefined()
  })

  it('cannot be asked for without a session or a source, or backwards in time', () => {
    expect(problemOf(choice())).toBeUndefined()
    expect(problemOf(choice({ sessions: [] }))).toBe('noSession')
    expect(problemOf(choice({ sources: [] }))).toBe('noSource')
    expect(problemOf(choice({ range: { from: 9, until: 5 } }))).toBe('backwards')
    expect(problemOf(choice({ range: { from: 9 } }))).toBeUndefined()
  })
})
