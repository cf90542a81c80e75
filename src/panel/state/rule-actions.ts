import type { Json } from '../../core/value'
import { ruleOf } from '../selectors/rules/draft'
import type { FindingRow } from '../selectors/rules/findings'
import { draftFor } from '../selectors/rules/from-value'
import { ownPackId } from '../selectors/rules/packs'
import { text } from '../text'
import type { Panel } from './panel'

const words = text.rules

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

/** Adds the rule that hides what a pointer leads to in every export, and offers to take it back. */
export async function alwaysRedact({ rules, toasts, notices }: Panel, root: Json, pointer: string): Promise<void> {
  const draft = draftFor(root, pointer)
  if (draft === undefined) return
  await rules.refresh()
  const { finds, search } = draft
  const rule = ruleOf(draft, words.form.usualTitles[finds](search), rules.taken())
  const known = rules.inUse.peek().some((pack) => pack.rules.some(({ find, off }) => off !== true && isSame(find, rule.find)))
  if (known) toasts.show(words.known)
  else if (await rules.putRule(rule)) toasts.showDone(words.added(rule.title ?? rule.id), () => void rules.removeRule(ownPackId, rule.id))
  else {
    const failure = rules.failure.peek()
    if (failure !== undefined) notices.add(words.always, failure)
  }
}

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
