import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/core/errors'
import { applyPatch, changedPaths, jsonAt, type Patch, pointerKeys, pointerOf } from '../../../src/core/timeline'
import type { Json } from '../../../src/core/value'

function failureOf(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, pointer: error.detail.pointer }
    throw error
  }
  return undefined
}

describe('a JSON Pointer', () => {
  it('is parsed and built by the letter of RFC 6901', () => {
    // The examples of the RFC, section 5.
    const pointers: readonly (readonly [string, readonly string[]])[] = [
      ['', []],
      ['/foo', ['foo']],
      ['/foo/0', ['foo', '0']],
      ['/', ['']],
      ['/a~1b', ['a/b']],
      ['/c%d', ['c%d']],
      ['/m~0n', ['m~n']],
      ['/~01', ['~1']],
    ]
    for (const [pointer, keys] of pointers) {
      expect(pointerKeys(pointer)).toEqual(keys)
      expect(pointerOf(keys)).toBe(pointer)
    }
  })

  it('is refused when it is none, or leads nowhere', () => {
    for (const pointer of ['a', '/~2', '/~']) expect(failureOf(() => pointerKeys(pointer))).toEqual({ code: 'value/bad-pointer', pointer })
    const json = JSON.parse('{"a":[1],"__proto__":{"b":2}}')
    expect(jsonAt(json, '/__proto__/b')).toBe(2)
    for (const pointer of ['/b', '/a/1', '/a/00', '/a/-', '/a/0/x', '/constructor', '/a/length']) {
      expect(failureOf(() => jsonAt(json, pointer))).toEqual({ code: 'value/bad-pointer', pointer })
    }
  })
})

describe('a patch', () => {
  it('adds, replaces and removes by the letter of RFC 6902', () => {
    const cases: readonly (readonly [Json, Patch, Json])[] = [
      [{ foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { foo: 'bar', baz: 'qux' }],
      [{ foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
      [{ foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['a'] }], { foo: ['bar', ['a']] }],
      [{ foo: 1 }, [{ op: 'add', path: '/foo', value: 2 }], { foo: 2 }],
      [{ baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
      [{ foo: ['bar', 'qux', 'baz'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['bar', 'baz'] }],
      [{ '/': 9, '~1': 10 }, [{ op: 'replace', path: '/~01', value: 1 }], { '/': 9, '~1': 1 }],
      [{ a: 1 }, [{ op: 'replace', path: '', value: [] }], []],
      [
        [],
        [
          { op: 'add', path: '/0', value: {} },
          { op: 'add', path: '/0/a', value: 1 },
        ],
        [{ a: 1 }],
      ],
    ]
    for (const [json, patch, wanted] of cases) expect(applyPatch(json, patch)).toEqual(wanted)
  })

  it('that does not fit is refused with its pointer, and leaves the state as it was', () => {
    const json: Json = { list: [1], object: { a: 1 } }
    const steps: Patch = [
      { op: 'remove', path: '/none' },
      { op: 'replace', path: '/object/b', value: 1 },
      { op: 'replace', path: '/object/constructor', value: 1 },
      { op: 'add', path: '/list/2', value: 1 },
      { op: 'add', path: '/list/01', value: 1 },
      { op: 'remove', path: '/list/-' },
      { op: 'replace', path: '/list/1', value: 1 },
      { op: 'add', path: '/list/0/a', value: 1 },
      { op: 'add', path: '/none/a', value: 1 },
      { op: 'remove', path: '' },
    ]
    for (const step of steps) {
      expect(failureOf(() => applyPatch(json, [{ op: 'add', path: '/object/x', value: 1 }, step]))).toEqual({
        code: 'value/bad-patch',
        pointer: step.path,
      })
    }
    expect(failureOf(() => applyPatch(json, [{ op: 'add', path: 'list', value: 1 }]))).toEqual({
      code: 'value/bad-pointer',
      pointer: 'list',
    })
    expect(json).toEqual({ list: [1], object: { a: 1 } })
  })

  it('sets keys, never prototypes', () => {
    const json = applyPatch({}, [
      { op: 'add', path: '/__proto__', value: { polluted: true } },
      { op: 'add', path: '/__proto__/more', value: 1 },
    ])
    expect(JSON.stringify(json)).toBe('{"__proto__":{"polluted":true,"more":1}}')
    expect(Object.getPrototypeOf(json)).toBe(Object.prototype)
    expect(Reflect.get({}, 'more')).toBeUndefined()
  })

  it('changes in place only what the caller owns', () => {
    const first: Json = { list: [1], other: [2] }
    const owned = new WeakSet<object>()
    const second = applyPatch(first, [{ op: 'add', path: '/list/-', value: 2 }], owned)
    const third = applyPatch(second, [{ op: 'add', path: '/list/-', value: 3 }], owned)
    expect(third).toBe(second)
    expect(third).toEqual({ list: [1, 2, 3], other: [2] })
    expect(first).toEqual({ list: [1], other: [2] })
  })

  it('tells the paths it changes, the outermost of each', () => {
    const patch: Patch = [
      { op: 'replace', path: '/a/b/c', value: 1 },
      { op: 'replace', path: '/a/b', value: 1 },
      { op: 'remove', path: '/ab' },
      { op: 'remove', path: '/ab' },
    ]
    expect(changedPaths(patch)).toEqual(['/a/b', '/ab'])
    expect(changedPaths([...patch, { op: 'replace', path: '', value: 1 }])).toEqual([''])
  })
})
