import { describe, expect, it } from 'vitest'
import { errorTable } from '../../scripts/lib/error-table'
import { ruleTable } from '../../scripts/lib/rule-table'
import { errors, errorText } from '../../src/core/errors'
import { builtInRules, templateIds } from '../../src/core/model'
import { rulesOf } from '../../src/core/sanitize'
import { filesBelow, read, stringsIn } from './sources'

const codes = Object.keys(errors)

describe('the list of rules', () => {
  it('is what docs/rules.md says', () => {
    expect(read('docs/rules.md')).toContain(ruleTable())
  })

  it('is what the panel tells of them', () => {
    expect(builtInRules).toEqual(
      rulesOf(templateIds).map(({ id, title, hides, templates, confidence }) => ({ id, title, hides, templates, confidence })),
    )
  })
})

describe('the error table', () => {
  it('is what docs/errors.md says', () => {
    expect(read('docs/errors.md')).toContain(errorTable())
  })

  it('has no code that nothing ends with', () => {
    const used = new Set(
      filesBelow('src', /\.tsx?$/)
        .filter((path) => path !== 'src/core/errors.ts')
        .flatMap((path) => [...stringsIn(path)]),
    )
    expect(codes.filter((code) => !used.has(code) && code !== 'internal')).toEqual([])
  })

  it('says for every code what happened and what to do, in whole sentences', () => {
    for (const { text, next } of Object.values(errors)) {
      expect(text).toMatch(/^[A-Z].*\.$/)
      expect(next).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('fills every placeholder from the detail and shows what is missing', () => {
    expect(errorText('archive/future', { version: 9, supported: 1 })).toBe('The file has version 9; this Playhead reads versions up to 1.')
    expect(errorText('archive/future', {})).toContain('version ?')
  })
})
