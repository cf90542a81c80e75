import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builds } from '../../scripts/lib/build.mjs'
import { browserWords } from '../../src/core/words'
import { type Chromium, launchChromium } from '../harness/chromium'

const manifestOf = (browser: 'chrome' | 'firefox') => readFileSync(join(builds[browser], 'manifest.json'), 'utf8')

describe('the manifest', () => {
  let browser: Chromium
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  it('warns at install of no more than every DevTools extension does', async () => {
    const page = await browser.openExtensionPage('options.html')
    const warnings = await page.evaluate(
      (manifest) => new Promise<string[]>((resolve) => chrome.management.getPermissionWarningsByManifest(manifest, resolve)),
      manifestOf('chrome'),
    )
    // A devtools_page alone gives this one; the sites asked for are fewer.
    expect(warnings).toEqual(['Read and change all your data on all websites'])
  })

  it('asks at install for this machine only; other sites are asked for one by one', () => {
    for (const name of ['chrome', 'firefox'] as const) {
      const manifest = JSON.parse(manifestOf(name))
      expect(manifest.host_permissions.map((pattern: string) => new URL(pattern.replace('*', '')).hostname)).toEqual([
        'localhost',
        'localhost',
        '127.0.0.1',
        '127.0.0.1',
        '[::1]',
        '[::1]',
      ])
      expect(manifest.optional_host_permissions).toEqual(['http://*/*', 'https://*/*'])
      expect(
        manifest.permissions.filter(
          (name: string) => !['activeTab', 'alarms', 'storage', 'unlimitedStorage', 'scripting', 'offscreen'].includes(name),
        ),
      ).toEqual([])
      expect(manifest.incognito).toBe('not_allowed')
      expect(manifest.manifest_version).toBe(3)
    }
  })

  it('has its words from the catalogue, in the default language', async () => {
    for (const name of ['chrome', 'firefox'] as const) {
      const manifest = JSON.parse(manifestOf(name))
      const messages = JSON.parse(readFileSync(join(builds[name], `_locales/${manifest.default_locale}/messages.json`), 'utf8'))
      expect(Object.keys(messages)).toEqual(Object.keys(browserWords))
      const used = [...manifestOf(name).matchAll(/__MSG_(\w+)__/g)].map(([, word]) => word ?? '')
      expect(used.sort()).toEqual(['description', 'name', 'record', 'toggle'])
      expect(used.filter((word) => messages[word] === undefined)).toEqual([])
    }
    const page = await browser.openExtensionPage('options.html')
    expect(await page.evaluate(() => chrome.runtime.getManifest().name)).toBe(browserWords.name)
  })

  it('says in Firefox that nothing is collected', () => {
    const { gecko } = JSON.parse(manifestOf('firefox')).browser_specific_settings
    expect(gecko.data_collection_permissions).toEqual({ required: ['none'] })
  })

  it('runs its scripts in every frame before the page’s own', () => {
    for (const name of ['chrome', 'firefox'] as const) {
      const scripts: { world?: string; run_at: string; all_frames: boolean; match_origin_as_fallback: boolean }[] = JSON.parse(
        manifestOf(name),
      ).content_scripts
      expect(scripts.map(({ world }) => world ?? 'ISOLATED').sort()).toEqual(['ISOLATED', 'MAIN'])
      for (const script of scripts)
        expect(script).toMatchObject({ run_at: 'document_start', all_frames: true, match_origin_as_fallback: true })
    }
  })
})
