import type { Page } from 'playwright'
import type { SessionFile } from './viewer'

/** How a file gets into the viewer by hand. */
export type WayIn = 'button' | 'drop' | 'paste'

export async function giveFile(page: Page, { name, mimeType, buffer }: SessionFile, way: WayIn = 'drop'): Promise<void> {
  if (way === 'button') {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Open a session file…' }).click()
    await (await chooser).setFiles([{ name, mimeType, buffer }])
    return
  }
  await page.evaluate(
    ({ bytes, fileName, type, by }) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], fileName, { type }))
      const options = { bubbles: true, cancelable: true }
      const target = document.activeElement ?? document.body
      if (by === 'drop') target.dispatchEvent(new DragEvent('drop', { ...options, dataTransfer: data }))
      else target.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }))
    },
    { bytes: buffer.toString('base64'), fileName: name, type: mimeType, by: way },
  )
}

/** The session is on screen, with its entries. */
export async function waitForSession(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('row').nth(3).waitFor()
}

/** The number of the selected entry in its document, as its head says it. */
export async function selectedEntry(page: Page): Promise<string> {
  const number = await page
    .locator('.entry-place')
    .getByText(/^#\d+$/)
    .textContent()
  return number ?? ''
}
