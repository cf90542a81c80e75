import type { ArchiveFormat, Compression } from '../../core/archive'
import type { TemplateId } from '../../core/model'
import type { PresetName } from '../../core/selection'
import type { Part } from '../selectors/export/choice'
import type { ExportProblem } from '../selectors/export/request'
import { formatBytes, formatDuration } from '../selectors/format'
import { counted } from './plural'

const about = (bytes: number): string => `about ${formatBytes(bytes)}`

/** What is said while an export is chosen. */
export const exportWords = {
  title: 'Export',
  run: 'Export file',
  runBare: 'Export unsanitized',
  about,
  sum: (entries: number, bytes: number) => `About ${counted(entries, 'entry', 'entries')}, ${formatBytes(bytes)}`,
  sumHint: 'An estimate: how small a file gets is known once it is written',
  usual: 'As usual',
  usualHint: 'Everything but the view, sanitized, as JSON with the usual packing',

  following: 'How much',
  everything: 'Everything that is chosen below',
  after: 'Only what came after',
  afterHint:
    'Of the sessions in that file. What goes in, and whether it is sanitized, is as it is there. Whoever has that file drops both onto Playhead.',

  goingOn: 'And then',
  again: 'Go on by itself',
  againHint: 'saves files with what came after, with DevTools closed too, until the recording ends',
  every: 'Every',
  unit: 'Counted in',
  units: { minutes: 'minutes', entries: 'entries' },
  fullHours: 'Hours until a full file again',

  preset: 'Made for',
  presets: {
    development: 'Development',
    production: 'Production',
    team: 'Team',
    'long-running': 'Long recordings',
    ci: 'CI',
  } satisfies Record<PresetName, string>,
  custom: 'Custom',
  customHint: 'What is chosen below',

  format: 'Format',
  formats: {
    json: 'JSON',
    yaml: 'YAML',
    msgpack: 'MessagePack',
  } satisfies Record<ArchiveFormat, string>,
  formatHints: {
    json: 'for every tool, a line for each entry',
    yaml: 'to be read and edited by hand',
    msgpack: 'the smallest',
  } satisfies Record<ArchiveFormat, string>,

  packing: 'Packing',
  packings: { none: 'None', default: 'Default', small: 'Small' } satisfies Record<Compression, string>,
  packingHints: {
    none: 'opens in an editor',
    default: 'gzip, fast',
    small: 'gzip, takes five times as long',
  } satisfies Record<Compression, string>,

  sessions: 'Sessions',
  thisOne: 'This one',
  chosen: 'Chosen ones',
  library: (count: number) => `The whole library, ${counted(count, 'session', 'sessions')}`,
  choose: 'Sessions that go in',
  moreSessions: (count: number) =>
    `${counted(count, 'more session', 'more sessions')}: pick them in the list of sessions, and export from there.`,

  parts: 'What goes in',
  part: {
    state: 'States of stores',
    history: 'Every change of them',
    component: 'Components',
    event: 'Events',
    performance: 'Performance',
    notes: 'Notes and pins',
    times: 'Times',
    view: 'View',
  } satisfies Record<Part, string>,
  partHints: {
    state: 'and what they hold',
    history: 'without: the last state alone',
    component: 'what rendered, and why',
    event: 'console, errors, requests, clicks',
    performance: 'what was slow',
    notes: 'what people wrote on it',
    times: 'without: only the order is told',
    view: 'filter and selection, as you look at it now',
  } satisfies Record<Part, string>,

  sources: 'Sources',
  allSources: 'All',
  someSources: 'Only the chosen ones',
  someSourcesHint: 'Clicks, console lines and requests belong to no source: they stay as chosen above',
  chooseSources: 'Sources that go in',

  time: 'Time',
  allTime: 'All of it',
  onScreen: 'The time on screen',
  span: (span: number) => formatDuration(span),
  between: 'From … until …',
  from: 'From',
  until: 'Until',
  rangeHint: 'States are told as they were when it begins',

  sanitizing: 'What must not leave',
  sanitize: 'Sanitize',
  sanitizeHint: 'What is found is replaced by markers that say what was there',
  templates: {
    secrets: { name: 'Secrets', hint: 'Passwords, keys, tokens, cookies, private keys, and values under names for them' },
    pii: { name: 'Personal data', hint: 'E-mail and IP addresses, phone and identity numbers, and who and where people are' },
    pci: { name: 'Payment cards', hint: 'Card numbers, magnetic stripes, security codes, PINs and bank accounts' },
    hipaa: { name: 'Health data', hint: 'What health records know people by, dates and places among it' },
  } satisfies Readonly<Record<TemplateId, Readonly<Record<'name' | 'hint', string>>>>,
  bareTitle: 'Export what was recorded as it is?',
  bare: 'Whoever gets the file can read all of it: keys and tokens that open accounts, e-mail addresses, card numbers, names and everything else that the app held, showed or was told. A file that was passed on cannot be called back.',
  keepSanitizing: 'Keep sanitizing',
  switchOff: 'Switch sanitizing off',
  isBare: 'Off for this export: the file will hold secrets as they were recorded.',

  problems: {
    noSession: 'Choose a session.',
    noSource: 'Choose a source.',
    backwards: 'The range ends before it begins.',
    again: 'Say how often files follow: 1 or more.',
  } satisfies Record<ExportProblem, string>,
}
