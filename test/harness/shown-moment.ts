import type { Frame, Locator } from 'playwright'

/** What the panel says of one entry of the open session, line by line. */
export interface ShownMoment {
  /** What was done, as the entry's details tell it. */
  readonly action: readonly string[]
  /** The state at it, with all that is open in it. */
  readonly state: readonly string[]
  readonly difference: readonly string[]
}

/** What a tree puts behind a line that the entry changed. */
const changeMark = /[•+~]$/

/** A line of a tree, without the mark of a change. */
export const lineOf = (text: string): string => text.replace(/\s+/g, ' ').replace(changeMark, '').trim()

/** Selects the last entry whose row has these words, and reads what is shown of it. */
export async function shownMoment(panel: Frame, words: string): Promise<ShownMoment> {
  await panel.getByRole('row').filter({ hasText: words }).last().click()
  const tree = panel.getByRole('tree', { name: 'State of the source' })
  // What is marked is what this entry changed: the state is no longer that of the entry before.
  await tree.getByRole('img').first().waitFor()
  const state = await linesOf(tree)
  const action = await linesOf(panel.getByRole('tree', { name: 'Action' }))
  await panel.getByRole('tab', { name: 'Diff', exact: true }).click()
  const difference = await linesOf(panel.getByRole('tree', { name: 'Differences of the state' }))
  await panel.getByRole('tab', { name: 'Tree', exact: true }).click()
  return { action, state, difference }
}

async function linesOf(tree: Locator): Promise<readonly string[]> {
  const items = tree.getByRole('treeitem')
  await items.first().waitFor()
  return (await items.allTextContents()).map(lineOf)
}
