/** The import table of src/README.md, as rules for dependency-cruiser. */
import { readFileSync } from 'node:fs'
import { inProject } from './paths.mjs'

/**
 * The rows of the table in `markdown`: `{ folder, folders, packages }`, paths relative to src.
 * Throws an Error when there is no table, so that a moved table cannot pass for an empty one.
 */
export function readImportTable(markdown) {
  const rows = markdown.split('\n').filter((line) => line.startsWith('| `'))
  if (rows.length === 0) throw new Error('src/README.md holds no import table')
  return rows.map((row) => {
    const [folder, folders, packages] = row.split('|').slice(1, 4).map(codeWords)
    return { folder: folder[0], folders, packages }
  })
}

const codeWords = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word)

/** The rules of the project, from the table in src/README.md and from what stands below it. */
export function importRules(table = readImportTable(readFileSync(inProject('src/README.md'), 'utf8'))) {
  return [...table.flatMap((row) => rulesOfRow(row, table)), ...doors, ...everywhere]
}

function rulesOfRow(row, table) {
  const deeper = table.filter((other) => other.folder.startsWith(`${row.folder}/`)).map((other) => pathOf(other.folder))
  const from = { path: pathOf(row.folder), ...(deeper.length > 0 ? { pathNot: deeper } : {}) }
  const allowed = [row.folder, ...row.folders].map(pathOf).concat(row.packages.map(packageOf))
  const types = [...allowed, '^src/core/', '(?:^|/)node_modules/wxt(?:/|$)']
  const comment = `src/README.md says what src/${row.folder} may import`
  return [
    { name: `imports-of-${row.folder}`, comment, severity: 'error', from, to: { pathNot: allowed, dependencyTypesNot: ['type-only'] } },
    { name: `types-of-${row.folder}`, comment, severity: 'error', from, to: { pathNot: types, dependencyTypes: ['type-only'] } },
  ]
}

const pathOf = (name) => (name.endsWith('.ts') ? `^src/${name.replaceAll('.', '\\.')}$` : `^src/${name}/`)

/** A package, or with `node:` in front a module of Node itself. */
const packageOf = (name) => (name.startsWith('node:') ? `^(?:node:)?${name.slice(5)}(?:/|$)` : `(?:^|/)node_modules/${name}(?:/|$)`)

const doors = [
  {
    name: 'core-by-its-doors',
    comment: 'another folder of core is entered by its index.ts; the three that pages load may reach past it',
    severity: 'error',
    from: { path: '^src/core/([^/]+)/', pathNot: '^src/core/(?:value|timeline|guard)/' },
    to: { path: '^src/core/[^/]+/', pathNot: ['^src/core/$1/', '^src/core/[^/]+/index\\.ts$'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'core-by-its-doors-from-outside',
    comment: 'folders of core are entered by their index.ts; only capture/page, whose size counts, may reach past it',
    severity: 'error',
    from: { path: '^(?:src|entrypoints)/', pathNot: ['^src/core/', '^src/capture/page/'] },
    to: { path: '^src/core/[^/]+/', pathNot: '^src/core/[^/]+/index\\.ts$', dependencyTypesNot: ['type-only'] },
  },
]

const everywhere = [
  { name: 'no-cycles', comment: 'a cycle has no first file to read', severity: 'error', from: {}, to: { circular: true } },
  { name: 'resolves', comment: 'what is imported must be there', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'nobody-imports-entrypoints',
    comment: 'entrypoints put the parts together; nothing stands on them',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^entrypoints/' },
  },
  {
    name: 'nobody-imports-tests',
    comment: 'tests, scripts and the demo stand outside of the product',
    severity: 'error',
    from: { path: '^(?:src|entrypoints)/' },
    to: { path: '^(?:test|scripts|demo)/' },
  },
]
