import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, expect } from 'vitest'
import { faultOf, type WireEntry } from '../../../src/core/model'
import { chromiumOptions } from '../../harness/chromium-options'
import { until } from '../../harness/until'
import { bundlePageEntry } from './bundle'
import { type Site, serveSite } from './site'

interface OpenOptions {
  /** Runs in the page before the probes, and after them: another tool's hooks. */
  readonly before?: () => void
  readonly after?: () => void
  readonly path?: string
}

export interface Probed {
  readonly site: Site
  /** A tab of its own with the probes in it. */
  open(options?: OpenOptions): Promise<Page>
}

export type FactOf<Type extends WireEntry['type']> = Extract<WireEntry, { readonly type: Type }>

/** A browser for a file of tests, with a site. */
export function probedBrowser(args: readonly string[] = []): Probed {
  let browser: Browser
  let site: Site
  let bundle: string
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    bundle = await bundlePageEntry()
    site = await serveSite()
    browser = await chromium.launch({
      ...chromiumOptions,
      args: [...chromiumOptions.args, ...args],
      // Playwright switches it off unless told.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    })
  })
  afterAll(async () => {
    await browser.close()
    await site.close()
  })
  return {
    get site() {
      return site
    },
    async open({ before, after, path = '/' } = {}) {
      for (const context of contexts.splice(0)) await context.close()
      const context = await browser.newContext()
      contexts.push(context)
      if (before) await context.addInitScript(before)
      await context.addInitScript({ content: bundle })
      if (after) await context.addInitScript(after)
      const page = await context.newPage()
      await page.goto(site.url + path)
      return page
    },
  }
}

function isEntry(value: WireEntry | unknown): value is WireEntry {
  return faultOf(value) === undefined
}

/** Every fact so far, each checked against its schema. */
export async function allFacts(page: Page): Promise<readonly WireEntry[]> {
  const lines = await page.evaluate(() => window.probing.read())
  return lines.map((line) => {
    const fact: unknown = JSON.parse(line)
    expect(faultOf(fact), line).toBeUndefined()
    if (!isEntry(fact)) throw new Error(`no entry: ${line}`)
    return fact
  })
}

/** The facts of one type, in order. */
export async function factsOf<Type extends WireEntry['type']>(page: Page, type: Type): Promise<readonly FactOf<Type>[]> {
  return (await allFacts(page)).filter((fact): fact is FactOf<Type> => fact.type === type)
}

/** The first fact of a type that `wanted` holds for, as soon as there is one. */
export function factOf<Type extends WireEntry['type']>(
  page: Page,
  type: Type,
  wanted: (fact: FactOf<Type>) => boolean = () => true,
): Promise<FactOf<Type>> {
  return until(`a fact of type ${type}`, async () => (await factsOf(page, type)).find(wanted))
}
