import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise } from 'dependency-cruiser'
import { describe, expect, it } from 'vitest'
import { importRules, readImportTable } from '../../scripts/lib/import-rules.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Every import that breaks a rule, as `from → to (rule)`. */
async function violations(baseDir: string, folders: readonly string[], rules = importRules()): Promise<readonly string[]> {
  const { output } = await cruise(
    [...folders],
    {
      baseDir,
      ruleSet: { forbidden: rules },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '\\.(?:css|svg)(?:\\?|$)' },
    },
    {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  )
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a text')
  return output.summary.violations.map(({ from, to, rule }) => `${from} → ${to} (${rule.name})`)
}

/** What the rules find in a tree of files made up for the purpose. */
async function violationsIn(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'playhead-imports-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return await violations(folder, [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('the import table of src/README.md', () => {
  it('holds for every file of the product', async () => {
    expect(await violations(root, ['src', 'entrypoints'])).toEqual([])
  })

  it('says of each row what it may import', () => {
    expect(readImportTable('| `panel` | `core`, `bridge` | `preact` | DOM |\n| `core` | `core` | – | nothing |')).toEqual([
      { folder: 'panel', folders: ['core', 'bridge'], packages: ['preact'] },
      { folder: 'core', folders: ['core'], packages: [] },
    ])
    expect(() => readImportTable('no table here')).toThrow('no import table')
  })

  it('refuses what is not in the row', async () => {
    const found = await violationsIn({
      'src/panel/view.ts': "import { db } from '../dexie/db'\nexport const view = db",
      'src/dexie/db.ts': 'export const db = 1',
    })
    expect(found).toEqual(['src/panel/view.ts → src/dexie/db.ts (imports-of-panel)'])
  })

  it('lets in the modules of Node that the row names, and no other', async () => {
    const found = await violationsIn({
      'src/cli/file.ts':
        "import { readFile } from 'node:fs/promises'\nimport { connect } from 'node:net'\nexport const file = [readFile, connect]",
    })
    expect(found).toEqual(['src/cli/file.ts → net (imports-of-cli)'])
  })

  it('lets everybody import the types of core, and nobody else’s', async () => {
    const found = await violationsIn({
      'src/capture/page/probe.ts': "import type { Entry } from '../../core/model/entry'\nexport type Probe = Entry",
      'src/core/model/entry.ts': 'export interface Entry { n: number }',
      'src/panel/view.ts': "import type { Db } from '../dexie/db'\nexport type View = Db",
      'src/dexie/db.ts': 'export interface Db { n: number }',
    })
    expect(found).toEqual(['src/panel/view.ts → src/dexie/db.ts (types-of-panel)'])
  })

  it('refuses to pass by a door of core', async () => {
    const found = await violationsIn({
      'src/core/jobs/run.ts': "import { gzip } from '../archive/gzip'\nimport { pack } from '../archive'\nexport const run = [gzip, pack]",
      'src/core/archive/gzip.ts': 'export const gzip = 1',
      'src/core/archive/index.ts': 'export const pack = 1',
    })
    expect(found).toEqual(['src/core/jobs/run.ts → src/core/archive/gzip.ts (core-by-its-doors)'])
  })

  it('refuses cycles and imports of entrypoints', async () => {
    const found = await violationsIn({
      'src/core/jobs/a.ts': "import { b } from './b'\nexport const a = () => b",
      'src/core/jobs/b.ts': "import { a } from './a'\nexport const b = () => a",
      'src/panel/view.ts': "import { start } from '../../entrypoints/panel/main'\nexport const view = start",
      'entrypoints/panel/main.ts': 'export const start = 1',
    })
    expect(found.map((line) => line.replace(/^.*\(|\)$/g, '')).sort()).toEqual([
      'imports-of-panel',
      'no-cycles',
      'nobody-imports-entrypoints',
    ])
  })
})
