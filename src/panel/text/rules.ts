import type { RuleAction } from '../../core/model'
import type { ActionKind } from '../selectors/rules/draft'

const becomes = {
  remove: 'Removed',
  mask: 'Masked',
  'keep-format': 'Its form stays',
  token: 'A token',
  replace: 'Replaced with…',
  keep: 'Stays',
} satisfies Record<ActionKind, string>

const actionText = (action: RuleAction = 'remove'): string =>
  typeof action === 'string' ? becomes[action] : `Replaced with “${action.replace}”`

/** What is said of the rules that sanitize, and of what they find. */
export const ruleWords = {
  own: 'My rules',

  added: (title: string) => `Added “${title}”`,
  changed: (title: string) => `Changed “${title}”`,
  removed: (title: string) => `Removed “${title}”`,
  switched: (title: string, on: boolean) => `Switched “${title}” ${on ? 'on' : 'off'}`,
  chosen: (title: string, action: RuleAction | undefined) =>
    action === 'keep' ? `Never hidden: ${title}` : action === undefined ? `As built in: ${title}` : `${title}: ${actionText(action)}`,
  imported: (name: string) => `Imported “${name}”`,
  importedOff: (name: string) => `Imported “${name}”; it is off, because rules of its names are in use already`,
}
