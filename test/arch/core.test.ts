import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { filesBelow, read, walk } from './sources'

const coreFiles = filesBelow('src/core', /\.ts$/)

/** What a call or a reference asks of the machine it runs on, or undefined. */
function impurity(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const text = `${node.expression.getText()}.${node.name.text}`
    if (/^(?:globalThis\.)?(?:Date\.now|Math\.random)$/.test(text)) return text
    // What these give depends on the machine's language and time zone.
    if (/^toLocale/.test(node.name.text) || /^Intl\./.test(text)) return text
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) return 'new Date()'
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()'
  return undefined
}

describe('core', () => {
  it('asks the machine for neither time, chance, language nor place', () => {
    const found: string[] = []
    for (const path of coreFiles) {
      walk(path, (node, place) => {
        const what = impurity(node)
        if (what !== undefined) found.push(`${place()} ${what}`)
      })
    }
    expect(found).toEqual([])
  })

  it('is compiled with the language alone, so that anything else does not compile', () => {
    const { config } = ts.parseConfigFileTextToJson('tsconfig.json', read('src/core/tsconfig.json'))
    expect(config.compilerOptions).toMatchObject({ lib: ['ES2024'], types: [] })
  })

  it('declares no more of its surroundings than every host has', () => {
    const declared: string[] = []
    walk('src/core/globals.d.ts', (node) => {
      if ((ts.isClassDeclaration(node) || ts.isFunctionDeclaration(node)) && node.name) declared.push(node.name.text)
      if (ts.isVariableDeclaration(node)) declared.push(node.name.getText())
    })
    const everywhere = ['AbortController', 'CompressionStream', 'DecompressionStream', 'TextDecoder', 'TextEncoder', 'structuredClone']
    expect(declared.filter((name) => !everywhere.includes(name))).toEqual([])
  })

  it('opens zod by its one door, where code generation is off', () => {
    const others = coreFiles.filter((path) => path !== 'src/core/zod.ts' && /from 'zod/.test(read(path)))
    expect(others).toEqual([])
  })
})
