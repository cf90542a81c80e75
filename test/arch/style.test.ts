import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { filesBelow, productFiles, read, walk } from './sources'

/** Files that are tables: they grow by rows, and a row is read alone. */
const tables = new Set(['src/core/model/built-in-rules.ts', 'src/core/errors.ts'])

const linesOf = (path: string) => read(path).trimEnd().split('\n').length

/** Every node of the product that `isBad` takes for bad, by place. */
function findAll(isBad: (node: ts.Node) => boolean): readonly string[] {
  const found: string[] = []
  for (const path of productFiles) {
    walk(path, (node, place) => {
      if (isBad(node)) found.push(place())
    })
  }
  return found
}

describe('the product’s code', () => {
  it('keeps files at most 400 lines long, tables excepted', () => {
    expect(productFiles.filter((path) => !tables.has(path) && linesOf(path) > 400)).toEqual([])
  })

  it('keeps nine files of ten at most 250 lines long', () => {
    const lengths = productFiles.map(linesOf).sort((a, b) => a - b)
    expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(250)
  })

  it('keeps entrypoints at most 40 lines long: they put parts together', () => {
    expect(filesBelow('entrypoints', /\.tsx?$/).filter((path) => linesOf(path) > 40)).toEqual([])
  })

  it('never says any', () => {
    expect(findAll((node) => node.kind === ts.SyntaxKind.AnyKeyword)).toEqual([])
  })

  it('never swallows an error without a word', () => {
    const isSilent = (node: ts.Node) => ts.isCatchClause(node) && node.block.statements.length === 0 && !/\/[/*]/.test(node.block.getText())
    expect(findAll(isSilent)).toEqual([])
  })

  it('exports by name, except where a framework asks for a default', () => {
    const isDefault = (node: ts.Node) =>
      ts.isExportAssignment(node) ||
      (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true)
    expect(findAll(isDefault).filter((place) => !place.startsWith('entrypoints/'))).toEqual([])
  })

  it('has classes for errors only', () => {
    const isOther = (node: ts.Node) =>
      ts.isClassDeclaration(node) &&
      !node.getSourceFile().isDeclarationFile &&
      !node.heritageClauses?.some((clause) => clause.types.some((type) => /Error$/.test(type.expression.getText())))
    expect(findAll(isOther)).toEqual([])
  })

  it('names files for what they hold, not for being useful', () => {
    expect(productFiles.filter((path) => /\b(?:utils?|helpers?|misc|common)\b/.test(path))).toEqual([])
  })

  it('dates what is left to do', () => {
    const undated = productFiles.flatMap((path) =>
      read(path)
        .split('\n')
        .flatMap((line, index) => (/\b(?:TODO|FIXME)\b/.test(line) && !/20\d\d-\d\d/.test(line) ? [`${path}:${index + 1}`] : [])),
    )
    expect(undated).toEqual([])
  })
})
