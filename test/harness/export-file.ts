import type { Frame, Locator, Page } from 'playwright'

/** Presses a button that asks for an export, of the panel or of a part of it, and exports as the dialog stands. */
export async function exportAsUsual(panel: Page | Frame, within: Page | Frame | Locator = panel): Promise<void> {
  await within.getByRole('button', { name: 'Export', exact: true }).first().click()
  await panel.locator('dialog').getByRole('button', { name: 'Export file' }).click()
}
