import type { Kind, RuleAction } from '../../core/model'
import { formatCount } from '../selectors/format'
import type { ActionKind, DraftProblem, SearchKind } from '../selectors/rules/draft'
import { counted } from './plural'

const values = (count: number): string => counted(count, 'value', 'values')
const rules = (count: number): string => counted(count, 'rule', 'rules')

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
  title: 'Rules',
  open: 'Rules…',
  openHint: 'What is looked for, your own rules, and what they would find',
  own: 'My rules',

  subject: {
    none: 'No session is chosen: open one to preview its findings.',
    some: (count: number) => counted(count, 'session', 'sessions'),
  },

  preview: 'Preview',
  previewHint: 'Finds what an export would redact; no file is made',
  previewing: 'Looking for findings',
  looked: (entries: number) => `${counted(entries, 'entry', 'entries')} so far`,
  bare: 'Sanitizing is off for this export: nothing would be redacted.',
  would: (total: number, distinct: number, by: number) =>
    total === 0
      ? 'Nothing would be redacted.'
      : distinct === 0
        ? `Would redact ${values(total)} by ${rules(by)}.`
        : `Would redact ${values(total)} (${formatCount(distinct)} distinct) by ${rules(by)}.`,
  outdated: 'Something changed since: preview again.',
  sure: 'Findings',
  unsure: 'Weaker findings',
  unsureHint: 'Found by looser signs, such as a name beside the value. They are redacted too; have a look whether they should be.',
  columns: { rule: 'Rule', count: 'Found', distinct: 'Distinct', confidence: 'Sign' },
  confidence: { strong: 'strong', medium: 'weaker' },
  places: 'Places',
  notSensitive: 'Not sensitive',
  notSensitiveHint: (title: string) => `Never hide what “${title}” finds`,
  switchOff: 'Switch off',
  switchOffHint: (title: string) => `Switch off the rule “${title}”`,
  engine: 'Goes with the other findings: it cannot be switched off.',
  engineTitles: { 'known-value': 'The same values elsewhere', 'too-deep': 'What is too deep to look into' } as Readonly<
    Record<string, string>
  >,

  redactStored: 'Redact what is stored…',
  redactStoredHint: 'Takes what these rules find out of the sessions themselves, for good',
  redactRecording: 'Stop the recording first',
  redactTitle: 'There is no way back',
  redactWords:
    'What these rules find is taken out of the sessions where they are stored: entries, names, notes. Files that were exported before stay as they are, and nothing can go on from them.',
  redactNow: 'Redact for good',

  templates: 'Templates',
  rulesOf: (count: number) => rules(count),
  becomesOf: (title: string) => `What becomes of: ${title}`,

  yours: 'Your rules',
  none: 'None yet. Add one, or import a file of rules.',
  add: 'Add a rule',
  import: 'Import rules…',
  export: 'Export',
  exportHint: (name: string) => `Export the rules of “${name}” as a file`,
  deletePack: 'Delete',
  deletePackHint: (name: string) => `Delete the rules of “${name}”`,
  edit: 'Edit',
  editHint: (title: string) => `Edit the rule “${title}”`,
  remove: 'Remove',
  removeHint: (title: string) => `Remove the rule “${title}”`,
  builtIn: 'built-in rule',
  onlyIn: (parts: readonly string[]) => `only in ${parts.join(', ')}`,
  clash: (id: string) => `Two rules in use are called “${id}”: nothing can be exported until one of them is off.`,
  inUse: (count: number) => (count === 0 ? 'None of your own rules are in use' : `${rules(count)} of your own in use`),

  form: {
    add: 'New rule',
    edit: 'Edit rule',
    finds: 'What it finds',
    kinds: {
      key: 'Values under a name',
      path: 'Values at a path',
      value: 'This text',
      pattern: 'A pattern',
      header: 'A header',
      query: 'A parameter of addresses',
      url: 'A whole address',
    } satisfies Record<SearchKind, string>,
    search: {
      key: 'Name',
      path: 'Path',
      value: 'Text',
      pattern: 'Pattern',
      header: 'Name of the header',
      query: 'Name of the parameter',
      url: 'Address',
    } satisfies Record<SearchKind, string>,
    hints: {
      key: 'As customerNumber or *Secret; * stands for anything, and case does not count',
      path: 'As user.*.email, **.ssn or items[*].card, one a line; what follows a ! is left out',
      value: 'Wherever it stands, just as it is',
      pattern: 'A regular expression as RE2 reads it; the preview tells whether it can be used',
      header: 'As x-api-key; * stands for anything',
      query: 'As session_id; * stands for anything',
      url: 'As https://intern.example/*; * stands for anything',
    } satisfies Record<SearchKind, string>,
    ignoreCase: 'Upper and lower case are alike',
    becomes: 'What becomes of it',
    actions: {
      remove: 'Remove: a marker says what was there',
      mask: 'Mask with ******',
      'keep-format': 'Keep its form, hide the rest',
      token: 'A token, the same for equal values',
      replace: 'Replace with…',
      keep: 'Keep: never hide it',
    } satisfies Record<ActionKind, string>,
    replacement: 'Replace with',
    name: 'Name of the rule',
    nameHint: 'Stands in markers and reports',
    usualTitles: {
      key: (search: string) => search,
      path: (search: string) => search,
      value: () => 'Own text',
      pattern: () => 'Own pattern',
      header: (search: string) => search,
      query: (search: string) => search,
      url: () => 'Own address',
    } satisfies Record<SearchKind, (search: string) => string>,
    only: 'Only in',
    onlyHint: 'Everywhere, where none is checked',
    entryKinds: {
      state: 'States',
      component: 'Components',
      event: 'Events',
      performance: 'Performance',
    } satisfies Record<Kind, string>,
    sources: 'Only these sources',
    sourcesHint: 'Names with commas between them; empty for all',
    keep: 'Keep the rule',
    problems: {
      noSearch: 'Say what to find.',
      longSearch: 'That is too long.',
      badPath: 'Write it like user.*.email, **.ssn, items[*].card or ["a.b"].c.',
      longReplacement: 'At most 200 characters.',
      noStar: 'That would find everything.',
    } satisfies Record<DraftProblem, string>,
  },

  becomes,
  actionText,

  added: (title: string) => `Added “${title}”`,
  changed: (title: string) => `Changed “${title}”`,
  removed: (title: string) => `Removed “${title}”`,
  switched: (title: string, on: boolean) => `Switched “${title}” ${on ? 'on' : 'off'}`,
  chosen: (title: string, action: RuleAction | undefined) =>
    action === 'keep' ? `Never hidden: ${title}` : action === undefined ? `As built in: ${title}` : `${title}: ${actionText(action)}`,
  imported: (name: string) => `Imported “${name}”`,
  importedOff: (name: string) => `Imported “${name}”; it is off, because rules of its names are in use already`,

  always: 'Always redact',
  alwaysHint: 'Redact this in every export: a text wherever it stands, anything else at this path',
  known: 'There is a rule for it already',
}
