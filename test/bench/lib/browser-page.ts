import { chromium, type Page } from 'playwright'
import { chromiumOptions } from '../../harness/chromium-options'

/**
 * Runs `work` with an empty page of a real Chromium. The profile is fresh and
 * goes away with it. What the page throws, and its crash, end the work too.
 * `args` are more switches than all Chromiums here have.
 */
export async function withBrowserPage<T>(work: (page: Page) => Promise<T>, args: readonly string[] = []): Promise<T> {
  const browser = await chromium.launch({ ...chromiumOptions, args: [...chromiumOptions.args, ...args] })
  try {
    const page = await browser.newPage()
    const failed = new Promise<never>((_, reject) => {
      page.once('pageerror', reject)
      page.once('crash', () => reject(new Error('The page crashed')))
    })
    return await Promise.race([work(page), failed])
  } finally {
    await browser.close()
  }
}
