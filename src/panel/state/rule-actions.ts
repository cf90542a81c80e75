import type { FindingRow } from '../selectors/rules/findings'
import type { Panel } from './panel'

/** Selects the entry that something was found in, and shows it. */
export function goToFinding(panel: Panel, seq: number): void {
  const open = panel.exporting.subject.peek()
  const row = open?.index.rowOfSeq(seq)
  if (open === undefined || row === undefined) return
  open.selection.select(row)
  panel.showDialog(undefined)
}

/** What a rule found stays from now on: a built-in one is told so, a person's own is switched off. */
export async function neverHide({ rules }: Panel, { rule, of }: FindingRow): Promise<void> {
  const own = rules.packs.peek().find(({ on, pack }) => on && pack.rules.some(({ id, off }) => id === rule && off !== true))
  const find = own?.pack.rules.find(({ id }) => id === rule)?.find
  if (of === 'own' && own !== undefined) await rules.switchRule(own.id, rule, false)
  else if (of === 'built-in') await rules.choose(find !== undefined && 'detector' in find ? find.detector : rule, 'keep')
  // What was pressed goes with the findings.
  focusOn('.rules-undo')
}

/** Where the focus goes when what had it goes away. */
export function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(`.rules-dialog ${selector}`)?.focus()
}
