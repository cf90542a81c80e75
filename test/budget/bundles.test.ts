import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Builds, ensureBuilt } from '../../scripts/lib/build.mjs'
import { bundles, filesOf } from './bundles.mjs'

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
