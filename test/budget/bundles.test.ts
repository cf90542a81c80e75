import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Builds, ensureBuilt } from '../../scripts/lib/build.mjs'
import { ensureViewerBuilt } from '../../scripts/lib/build-viewer.mjs'
import { bundles, filesIn, filesOf, viewerBundles } from './bundles.mjs'

describe('the built extension', () => {
  let builds: Builds
  beforeAll(async () => {
    builds = await ensureBuilt()
  })

  for (const browser of ['chrome', 'firefox'] as const) {
    for (const { name, entry, limit, why } of bundles) {
      it(`keeps the ${name} of ${browser} within ${limit} gzipped: ${why}`, () => {
        const files = filesOf(entry, browser)
        expect(files).toContain(entry)
        const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(builds[browser], file)), { level: 9 }).length, 0)
        expect(size).toBeLessThanOrEqual(Number.parseFloat(limit) * 1000)
      })
    }
  }
})

describe('the built viewer', () => {
  let folder: string
  beforeAll(async () => {
    folder = await ensureViewerBuilt()
  })

  for (const { name, entry, limit, why } of viewerBundles) {
    it(`keeps its ${name} within ${limit} gzipped: ${why}`, () => {
      const named = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((file) => file.replaceAll('\\', '/').startsWith(entry))
      const files = filesIn(folder, named?.replaceAll('\\', '/') ?? '')
      expect(files.length).toBeGreaterThan(0)
      const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0)
      expect(size).toBeLessThanOrEqual(Number.parseFloat(limit) * 1000)
    })
  }
})
