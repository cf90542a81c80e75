import type { Entry, NewEntry } from '../../../../src/core/model'
import { typicalEntries } from '../../../bench/lib/typical-entries'
import { everyKind } from '../../../unit/archive/every-kind'
import { meta, page, type WholeSession } from '../../../unit/archive/support'

const frame = { ...page, id: 'document-2', url: 'http://localhost:4400/frame?a=1#b', title: 'Größe: “x” # y', parent: page.id, late: true }

/**
 * Sessions with all that an archive can hold: every type of entry and every tag,
 * `typical` entries of a busy page on two documents, notes, a view, an excerpt.
 */
export function contentOf(typical: number): readonly WholeSession[] {
  const busy = numbered(typicalEntries(typical))
  return [
    { meta, documents: [page], notes, view, entries: everyKind },
    { meta: { ...meta, id: 'session-2', name: '- a: b # c', tags: ['true', '1', '~'] }, documents: [page, frame], entries: busy },
    {
      meta: {
        ...meta,
        id: 'session-3',
        excerpt: { without: ['component', 'notes'], sources: ['store'], from: 1, until: 2_000_000_000_000 },
      },
      documents: [frame],
      entries: busy
        .filter(({ document }) => document === frame.id)
        .map((entry, index) => ({ ...entry, seq: index + 1 }))
        .slice(0, 20),
    },
    { meta: { ...meta, id: 'session-4', endedAt: undefined, status: 'recording' }, documents: [], entries: [] },
  ]
}

const times = { createdAt: 1_795_276_700_000, editedAt: 1_795_276_700_001.5 }
const notes = [
  { id: 'note-1', anchor: { document: page.id, n: 2 }, text: 'a\nb: c\n\n', tags: ['x', 'y z'], pinned: false, ...times },
  { id: 'note-2', anchor: { from: 1, until: 2.5 }, text: '', tags: [], pinned: true, ...times },
]
const view = {
  filter: 'kind:event "a: b"',
  open: ['/a', '/b\n', '\ud83d\ude00'],
  panes: [{ width: 0.25 }, {}, []],
  zoom: -1.5e-7,
  mode: null,
}

function numbered(entries: readonly NewEntry[]): readonly Entry[] {
  const last = new Map<string, number>()
  return entries.map((entry, index): Entry => {
    const document = index % 7 === 3 ? frame.id : page.id
    const n = (last.get(document) ?? 0) + 1
    last.set(document, n)
    return { ...entry, seq: index + 1, document, n }
  })
}
