import type { Part } from '../selectors/export/choice'
import { formatClock, formatCount, formatFullMoment } from '../selectors/format'

const partNames: Readonly<Record<Part, string>> = {
  state: 'states',
  history: 'earlier states',
  component: 'components',
  event: 'events',
  performance: 'performance',
  notes: 'notes',
  times: 'times',
  view: 'view',
}

const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** What is said of a session that is not whole. */
export const excerptWords = {
  hint: 'The file that it came from did not hold all of the session',
  part: 'A part of a session',
  without: (parts: readonly Part[]) => `Without ${list.format(parts.map((part) => partNames[part]))}`,
  sources: 'Only of',
  moreSources: (count: number) => ` and ${formatCount(count)} more`,
  noSources: 'Of no source',
  range(from: number | undefined, until: number | undefined): string {
    const isOneDay = from !== undefined && until !== undefined && new Date(from).toDateString() === new Date(until).toDateString()
    const end = until === undefined ? '' : isOneDay ? formatClock(until) : formatFullMoment(until)
    if (from === undefined) return `Until ${end}`
    return `From ${formatFullMoment(from)}${until === undefined ? '' : ` until ${end}`}`
  },
}
