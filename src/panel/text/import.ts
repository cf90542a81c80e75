import type { KnownChoice, ReadFormat } from '../selectors/import/choice'
import type { ImportEffect } from '../selectors/import/effects'
import { counted } from './plural'

const sessions = (count: number): string => counted(count, 'session', 'sessions')
const entries = (count: number): string => counted(count, 'entry', 'entries')
const notes = (count: number): string => counted(count, 'note', 'notes')
const isOrAre = (count: number): string => (count === 1 ? 'is' : 'are')

/** Entries, and notes where there are any. */
function brought({ entries: some, notes: others }: Pick<ImportEffect, 'entries' | 'notes'>): string {
  return others === 0 ? entries(some) : `${entries(some)}, ${notes(others)}`
}

/** What is said while files are imported. */
export const importWords = {
  title: 'Import',
  choose: 'Choose files…',
  dropHint: 'Or drop files anywhere here: session files, and deltas with the full file that they follow, in any order.',
  paste: 'Or paste a session file as text, JSON or YAML',
  runText: 'Import the text',

  known: 'Sessions that are here already',
  knownChoices: {
    ask: 'Ask me',
    merge: 'Add what is missing',
    copy: 'Keep both',
    overwrite: 'Replace with the file’s',
    skip: 'Leave as they are',
    error: 'Import nothing then',
  } satisfies Record<KnownChoice, string>,
  knownHints: {
    ask: 'once it is known what the file holds',
    merge: 'entries and notes that are not here; what is here stays',
    copy: 'the file’s comes in under another name',
    overwrite: 'what is only here is lost',
    skip: 'only sessions that are not here come in',
    error: 'the file is refused, and nothing changes',
  } satisfies Record<KnownChoice, string>,

  format: 'Read as',
  formats: { auto: 'What it looks like', json: 'JSON', yaml: 'YAML', msgpack: 'MessagePack' } satisfies Record<ReadFormat, string>,

  how: 'How',
  check: 'Only check the file',
  checkHint: 'tells what it holds and what it would bring, and stores nothing',
  clear: 'Replace everything here',
  clearHint: 'all other sessions are deleted; you are asked first, with their number',

  asks: {
    known: (here: number, all: number) =>
      all === 1 ? 'The session is here already' : `${here} of ${sessions(all)} ${isOrAre(here)} here already`,
    grows: 'The file goes on from what is here',
    chain: (files: number) => `${files} files make one import`,
    clear: 'Replace everything here?',
  },
  clearing: (others: number, recording: boolean) =>
    `${sessions(others)} that ${isOrAre(others)} not in the file will be deleted. What was deleted can be brought back for ten minutes.${recording ? ' What is being recorded stays.' : ''}`,
  recording: 'It is being recorded here: only a copy can come in now.',
  answers: {
    merge: 'Add what is missing',
    copy: 'Keep both',
    overwrite: 'Replace with the file’s',
    skip: 'Only the new ones',
    grow: 'Add what came after',
    import: 'Import',
    clear: 'Replace everything',
  },
  effects: {
    merge: (effect: ImportEffect) => (effect.entries + effect.notes === 0 ? 'nothing is missing' : brought(effect)),
    copy: ({ copied }: ImportEffect) => (copied === 1 ? 'comes in as a copy' : `${copied} come in as copies`),
    overwrite: ({ replaced }: ImportEffect) => `${sessions(replaced)} here ${replaced === 1 ? 'is' : 'are'} replaced`,
    skip: ({ added }: ImportEffect) => sessions(added),
    grow: (count: number) => entries(count),
    import: ({ added, entries: some }: ImportEffect) => `${sessions(added)}, ${entries(some)}`,
  },
  checked: 'Checked, nothing was stored',
  would: 'It would bring:',
  did: (effect: ImportEffect): readonly string[] => {
    const { added, copied, merged, replaced, kept } = effect
    return [
      ...(added > 0 ? [`${added} new`] : []),
      ...(copied > 0 ? [`${copied} as ${copied === 1 ? 'a copy' : 'copies'}`] : []),
      ...(merged > 0 ? [`${merged} completed`] : []),
      ...(replaced > 0 ? [`${replaced} replaced`] : []),
      ...(kept > 0 ? [`${kept} left as ${kept === 1 ? 'it is' : 'they are'}`] : []),
      brought(effect),
    ]
  },
  bringBack: (count: number) => `Bring ${sessions(count)} back`,

  menu: 'Back up and restore',
  backup: 'Back up all sessions…',
  backupName: 'playhead backup',
  restore: 'Restore a backup…',
}
