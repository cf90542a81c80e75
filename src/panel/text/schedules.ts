import { counted } from './plural'

/** What is said of exports that follow each other by themselves. */
export const scheduleWords = {
  region: 'Exports that go on by themselves',
  title: 'Saving what comes after',
  library: 'The whole library',
  everyMinutes: (minutes: number) => (minutes === 1 ? 'every minute' : `every ${counted(minutes, 'minute', 'minutes')}`),
  everyEntries: (entries: number) => `every ${counted(entries, 'entry', 'entries')}`,
  last: (when: string) => `last ${when}`,
  stop: 'Stop saving',
  failedStart: 'Saving by itself',
}
