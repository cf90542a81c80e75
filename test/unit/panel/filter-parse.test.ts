import { describe, expect, it } from 'vitest'
import { accept, completionAt, type Seen, withTerm } from '../../../src/panel/selectors/filter/complete'
import { parseFilter } from '../../../src/panel/selectors/filter/parse'
import { unknownTags } from '../../../src/panel/selectors/filter/tags'
import { tokensOf } from '../../../src/panel/selectors/filter/tokens'

const termsOf = (typed: string) => {
  const parsed = parseFilter(typed)
  return parsed.ok ? parsed.query.terms : parsed.fault
}
const hintsOf = (typed: string) => {
  const parsed = parseFilter(typed)
  return parsed.ok ? parsed.hints : parsed.fault
}

describe('the grammar of the filter', () => {
  it('knows keys with values, alternatives, quotes and signs', () => {
    expect(termsOf('level:warn -kind:console,network !is:gap')).toEqual([
      { negated: false, any: [{ on: 'level', least: 'warn' }] },
      {
        negated: true,
        any: [
          { on: 'facet', facet: 'console' },
          { on: 'facet', facet: 'network' },
        ],
      },
      { negated: true, any: [{ on: 'is', trait: 'gap' }] },
    ])
    expect(termsOf('source:"my store","a,b" @Bug')).toEqual([
      {
        negated: false,
        any: [
          { on: 'source', text: 'my store' },
          { on: 'source', text: 'a,b' },
        ],
      },
      { negated: false, any: [{ on: 'tag', tag: 'bug' }] },
    ])
    expect(termsOf('STATUS-CODE:4xx larger-than:1.5M slower-than:2s')).toEqual([
      { negated: false, any: [{ on: 'status', range: { from: 400, to: 499 } }] },
      { negated: false, any: [{ on: 'size', over: 1_500_000 }] },
      { negated: false, any: [{ on: 'duration', over: 2000 }] },
    ])
    expect(termsOf('path:byId["a b"].n changed:/a~1b/0')).toEqual([
      { negated: false, any: [{ on: 'path', pointer: '/byId/a b/n' }] },
      { negated: false, any: [{ on: 'changed', pointer: '/a~1b/0' }] },
    ])
  })

  it.each([
    ['cart /(/', 'pattern', '/(/'],
    ['larger-than:many', 'number', 'larger-than:many'],
    ['cart -slower-than:1h', 'duration', '-slower-than:1h'],
    ['status-code:404,teapot', 'status', 'status-code:404,teapot'],
    ['path:a..b', 'path', 'path:a..b'],
    ['is:odd', 'choice', 'is:odd'],
    ['kind:thing', 'choice', 'kind:thing'],
    ['level:loud', 'choice', 'level:loud'],
    ['/(?=a)(b+)+c/', 'costly', '/(?=a)(b+)+c/'],
  ])('names the term that is wrong: %s', (typed, why, term) => {
    expect(termsOf(typed)).toMatchObject({ why, term })
  })

  it.each([
    'kind:',
    'kind:net',
    'is:p',
    'larger-than:',
    'larger-than:1.',
    'slower-than:16m',
    'status-code:4',
    'status-code:>',
    'path:cart.',
    'path:cart[',
    '@',
    '-kind:',
  ])('asks nothing yet while somebody is typing %s', (typed) => {
    expect(termsOf(typed)).toEqual([])
  })

  it('takes a word before a colon for a key only when it is one, and says so when it nearly is', () => {
    expect(termsOf('https://shop.example/a,b')).toEqual([{ negated: false, any: [{ on: 'text', text: 'https://shop.example/a,b' }] }])
    expect(hintsOf('https://shop.example foo:bar')).toEqual([])
    expect(hintsOf('staus-code:404')).toEqual([{ why: 'near', term: 'staus-code:404', meant: 'status-code' }])
    expect(hintsOf('status:404 lvel:error tag:bug')).toMatchObject([{ meant: 'status-code' }, { meant: 'level' }, { meant: '@' }])
    expect(termsOf('staus-code:404')).toEqual([{ negated: false, any: [{ on: 'text', text: 'staus-code:404' }] }])
    expect(hintsOf('kind:net')).toEqual([{ why: 'unfinished', term: 'kind:net' }])
  })

  it('says of a tag that nothing has that nothing has it, and which was nearly it', () => {
    const tags = ['Bug', 'résumé', 'v1']
    expect(unknownTags('@bug -@BUG @re\u0301sume\u0301 @', tags)).toEqual([])
    expect(unknownTags('cart -@bgu "@other" mail:@x @v2', tags)).toEqual([
      { why: 'tag', term: '-@bgu', meant: '@Bug' },
      { why: 'tag', term: '@v2', meant: undefined },
    ])
    expect(unknownTags('@rés', tags)).toEqual([{ why: 'tag', term: '@rés', meant: '@résumé' }])
    expect(unknownTags('@bug', [])).toEqual([{ why: 'tag', term: '@bug', meant: undefined }])
  })

  it('knows where each word stands, whatever is typed', () => {
    const typed = ' a -"b c" url:"x y",z /r e/i '
    expect(tokensOf(typed).map(({ from, until }) => typed.slice(from, until))).toEqual(['a', '-"b c"', 'url:"x y",z', '/r e/i'])
  })
})

const seen: Seen = {
  types: ['console', 'change'],
  sources: ['shop', 'my store'],
  actions: ['cart/added', 'cart/removed'],
  methods: ['GET'],
  hosts: ['shop.example'],
  tags: ['bug'],
}
const suggested = (typed: string, caret = typed.length) =>
  completionAt(typed, caret, seen).suggestions.map((one) =>
    one.is === 'key' ? `${one.key}:` : one.is === 'tag' ? `@${one.tag}` : one.value,
  )

describe('completions', () => {
  it.each([
    ['le', ['level:']],
    ['-le', ['level:']],
    ['cart s', ['source:', 'status-code:', 'slower-than:']],
    ['action:add', ['cart/added']],
    ['action:cart/added,', ['cart/removed']],
    ['level:', ['error', 'warn', 'info', 'debug']],
    ['is:gap', []],
    ['source:st', ['my store']],
    ['@', ['@bug']],
    ['"le', []],
    ['foo:le', []],
  ])('of “%s” are %j', (typed, expected) => {
    expect(suggested(typed)).toEqual(expected)
  })

  it('take the place of what was begun, with quotes where they are needed', () => {
    const take = (typed: string, caret = typed.length) => {
      const completion = completionAt(typed, caret, seen)
      const [first] = completion.suggestions
      return first && accept(typed, completion, first)
    }
    expect(take('cart -le')).toEqual({ typed: 'cart -level:', caret: 12 })
    expect(take('source:st')).toEqual({ typed: 'source:"my store" ', caret: 18 })
    expect(take('action:add cart', 10)).toEqual({ typed: 'action:cart/added cart', caret: 17 })
    expect(take('@b')).toEqual({ typed: '@bug ', caret: 5 })
  })

  it('add a value of a row as a term, or as an alternative to those that are there', () => {
    expect(withTerm('', 'type', 'console')).toBe('type:console')
    expect(withTerm('cart ', 'source', 'my store')).toBe('cart source:"my store"')
    expect(withTerm('type:console cart', 'type', 'change')).toBe('type:console,change cart')
    expect(withTerm('type:console cart', 'type', 'Console')).toBe('type:console cart')
    expect(withTerm('-type:console', 'type', 'change')).toBe('-type:console type:change')
  })
})
