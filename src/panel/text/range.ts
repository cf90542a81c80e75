import { formatDuration } from '../selectors/format'
import { counted } from './plural'

/** What is said of the range of time that is on screen. */
export const rangeWords = {
  title: 'Range of time',
  whole: (span: number) => `Whole session, ${formatDuration(span)}`,
  part: (from: string, until: string, span: number) => `${from} – ${until}, ${formatDuration(span)}`,
  entries: (count: number) => counted(count, 'entry', 'entries'),
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  all: 'Show the whole session',
  bursts: 'Group bursts',
  burstsHint: 'Show runs of alike entries as one line',
  burst: (count: number) => `× ${count}`,
  burstHint: (count: number) => `${count} alike, one after the other`,
  openBurst: 'Show each',
  closeBurst: 'Show as one line',
  columns: {
    menu: 'Columns',
    hint: 'What the timeline tells of each entry',
    names: { clock: 'Time of day', since: 'Since the one before', duration: 'Duration', size: 'Size' },
    heads: { time: 'Time', kind: 'Kind', label: 'What happened', clock: 'Time of day', since: 'Since', duration: 'Duration', size: 'Size' },
  },
  empty: 'Nothing in this range of time',
}
