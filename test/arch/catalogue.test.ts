import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { en as optionsWords } from '../../src/options/en'
import { text as panelWords } from '../../src/panel/text'
import { en as viewerWords } from '../../src/viewer/en'
import { productFiles, walk } from './sources'

type Way = readonly string[]

/** The ways to all words of a catalogue: to texts, lists of them, and functions that make them. */
function waysIn(words: unknown, way: Way = []): readonly Way[] {
  if (typeof words !== 'object' || words === null || Array.isArray(words)) return [way]
  return Object.entries(words).flatMap(([key, inner]) => waysIn(inner, [...way, key]))
}

/**
 * The ways that a file takes into the catalogue which `root` is imported as. Where
 * a part is handed on, or a word is chosen by a name, all of the part counts.
 */
function waysTaken(path: string, root: string): readonly Way[] {
  const taken: Way[] = []
  /** What names stand for; some stand for several things in several functions. */
  const names = new Map<string, Way[]>()
  const isRoot = (node: ts.Node): node is ts.ImportSpecifier =>
    ts.isImportSpecifier(node) &&
    (node.propertyName ?? node.name).text === root &&
    /\/(?:text|en)'$/.test(node.parent.parent.parent.getText())

  function ways(node: ts.Node): readonly Way[] {
    if (ts.isIdentifier(node)) return names.get(node.text) ?? []
    if (ts.isPropertyAccessExpression(node)) return ways(node.expression).map((way) => [...way, node.name.text])
    if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression)) {
      const { text } = node.argumentExpression
      return ways(node.expression).map((way) => [...way, text])
    }
    return []
  }

  function bind(name: ts.BindingName, bound: readonly Way[]): void {
    if (ts.isIdentifier(name)) {
      if (bound.length > 0) names.set(name.text, [...(names.get(name.text) ?? []), ...bound])
      return
    }
    if (!ts.isObjectBindingPattern(name)) return
    for (const { propertyName, name: inner, dotDotDotToken } of name.elements) {
      const key = (propertyName ?? inner).getText()
      if (dotDotDotToken === undefined)
        bind(
          inner,
          bound.map((way) => [...way, key]),
        )
      else taken.push(...bound)
    }
  }

  walk(path, (node) => {
    if (isRoot(node)) names.set(node.name.text, [[]])
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined) bind(node.name, ways(node.initializer))
  })
  if (names.size === 0) return []
  walk(path, (node) => {
    const { parent } = node
    if (!(ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))) return
    const goesOn =
      ts.isPropertyAccessExpression(parent) || (ts.isElementAccessExpression(parent) && ts.isStringLiteral(parent.argumentExpression))
    const isPart = goesOn && (parent.expression === node || ts.isPropertyAccessExpression(parent))
    const isBinding = ts.isVariableDeclaration(parent) || ts.isImportSpecifier(parent) || ts.isBindingElement(parent)
    if (!isPart && !isBinding) taken.push(...ways(node))
  })
  // The bare name is something else of that name.
  return taken.filter((way) => way.length > 0)
}

const begins = (way: Way, other: Way): boolean => way.every((key, at) => key === other[at])

describe('the words on screen', () => {
  it.each([
    ['src/panel/', 'text', panelWords],
    ['src/options/', 'en', optionsWords],
    ['src/viewer/', 'en', viewerWords],
  ])('of %s are all said somewhere', (folder, root, words) => {
    const files = productFiles.filter((path) => path.startsWith(folder) && !path.startsWith('src/panel/text/'))
    const taken = files.flatMap((path) => waysTaken(path, root))
    const unsaid = waysIn(words).filter((way) => !taken.some((one) => begins(one, way) || begins(way, one)))
    expect(taken.length).toBeGreaterThan(0)
    expect(unsaid.map((way) => way.join('.'))).toEqual([])
  })
})
