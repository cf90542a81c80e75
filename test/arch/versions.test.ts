import { describe, expect, it } from 'vitest'
import { currentVersion } from '../../src/core/archive/schema'
import { segmentVersion } from '../../src/core/store/segment-codec'
import { databaseVersion } from '../../src/dexie/database'
import { filesBelow, read, testFiles } from './sources'

/** Each format that outlives a release, from its first version to today's, and where its frozen files are. */
const formats = [
  { name: 'archive', first: 0, current: currentVersion, folder: 'test/fixtures/archives', of: (version: number) => `v${version}.` },
  { name: 'segment', first: 1, current: segmentVersion, folder: 'test/fixtures/segments', of: (version: number) => `version-${version}.` },
  {
    name: 'database',
    first: 1,
    current: databaseVersion,
    folder: 'test/fixtures/databases',
    of: (version: number) => `version-${version}.`,
  },
]

describe('the formats', () => {
  for (const { name, first, current, folder, of } of formats) {
    it(`keep a frozen ${name} of every version, which a test opens`, () => {
      const names = filesBelow(folder, /./).map((path) => path.slice(folder.length + 1))
      for (let version = first; version <= current; version++) expect(names.some((file) => file.startsWith(of(version)))).toBe(true)
      expect(testFiles.some((path) => !path.startsWith('test/arch/') && read(path).includes(folder.replace('test/', '')))).toBe(true)
    })
  }

  it('keep an archive and a segment from the future, and refuse a newer database', () => {
    const archives = filesBelow('test/fixtures/archives', /\/v(\d+)\./).map((path) => Number(/\/v(\d+)\./.exec(path)?.[1]))
    expect(Math.max(...archives)).toBeGreaterThan(currentVersion)
    expect(filesBelow('test/fixtures/segments', /\/future\./)).not.toEqual([])
    expect(testFiles.some((path) => path.includes('dexie') && read(path).includes('store/newer'))).toBe(true)
  })
})
