import { describe, expect, it } from 'vitest'
import { readImportTable } from '../../scripts/lib/import-rules.mjs'
import { exists, foldersBelow, read } from './sources'

/** The folders that are a part of their own: those of src, of core and of capture. What lies deeper belongs to its part. */
const parts = [
  ...new Set(
    foldersBelow('src', /\.tsx?$/)
      .map((path) => /^src\/(?:(?:core|capture)\/)?[^/]+/.exec(path)?.[0])
      .filter((path) => path !== undefined),
  ),
].sort()

describe('the folders of src', () => {
  it('each have a README that says what lives there and what it may import', () => {
    const lacking = parts.filter((path) => !exists(`${path}/README.md`) || !/May import/.test(read(`${path}/README.md`)))
    expect(lacking).toEqual([])
  })

  it('each have a row in the import table, or lie in one that has', () => {
    const rows = readImportTable(read('src/README.md')).map(({ folder }) => `src/${folder}`)
    expect(parts.filter((path) => !rows.some((row) => path === row || path.startsWith(`${row}/`) || row.startsWith(`${path}/`)))).toEqual(
      [],
    )
  })
})
