import type { DocumentInfo, Entry, Note } from '../../../src/core/model'
import type { ImportPolicy } from '../../../src/core/transfer'

export type NaiveResult = { readonly imported: number; readonly skipped: number; readonly overwritten: number } | { readonly failed: true }

interface NaiveSession {
  name: string
  documents: string[]
  entries: Entry[]
  notes: Map<string, Note>
}

/** What imports do to a store, with plain maps: a call that fails is undone by taking the copy from before. */
export function createNaiveStore() {
  let sessions = new Map<string, NaiveSession>()

  function whole(work: (tally: { imported: number; skipped: number; overwritten: number }) => boolean): NaiveResult {
    const before = structuredClone(sessions)
    const tally = { imported: 0, skipped: 0, overwritten: 0 }
    if (work(tally)) return tally
    sessions = before
    return { failed: true }
  }

  return {
    importSessions: (
      records: readonly { readonly id: string; readonly name: string; readonly documents: readonly DocumentInfo[] }[],
      policy: ImportPolicy,
    ) =>
      whole((tally) => {
        for (const { id, name, documents } of records) {
          const names = documents.map((document) => document.id)
          const known = sessions.get(id)
          if (known === undefined) {
            sessions.set(id, { name, documents: names, entries: [], notes: new Map() })
            tally.imported++
          } else if (policy === 'error') return false
          else if (policy === 'skip') tally.skipped++
          else {
            known.name = name
            known.documents = [...new Set([...known.documents, ...names])]
            tally.overwritten++
          }
        }
        return true
      }),

    importEntries: (records: readonly { readonly session: string; readonly entry: Entry }[], policy: ImportPolicy) =>
      whole((tally) => {
        const last = new Map<string, number>()
        const groups = records.map(({ session }) => session).filter((session, at, list) => session !== list[at - 1])
        if (new Set(groups).size < groups.length) return false
        for (const { session, entry } of records) {
          const known = sessions.get(session)
          const key = `${session}/${entry.document}`
          if (known === undefined || !known.documents.includes(entry.document) || entry.n <= (last.get(key) ?? 0)) return false
          last.set(key, entry.n)
          const { entries } = known
          const at = entries.findIndex(({ document, n }) => document === entry.document && n === entry.n)
          if (at < 0) {
            const later = entries.findIndex(({ document, n }) => document === entry.document && n > entry.n)
            // Where the seq is not of the session, it says so.
            const seq = entries.length === 0 ? entry.seq : Number.NaN
            entries.splice(later < 0 ? entries.length : later, 0, { ...entry, seq })
            tally.imported++
          } else if (policy === 'error') return false
          else if (policy === 'skip') tally.skipped++
          else {
            entries[at] = { ...entry, seq: entries[at]?.seq ?? 0 }
            tally.overwritten++
          }
        }
        for (const known of sessions.values()) number(known.entries)
        return true
      }),

    importNotes: (records: readonly { readonly session: string; readonly note: Note }[], policy: ImportPolicy) =>
      whole((tally) => {
        for (const { session, note } of records) {
          const known = sessions.get(session)
          if (known === undefined) return false
          if ('document' in note.anchor && !known.documents.includes(note.anchor.document)) return false
          const exists = known.notes.has(note.id)
          if (exists && policy === 'error') return false
          if (exists && policy === 'skip') tally.skipped++
          else {
            known.notes.set(note.id, note)
            if (exists) tally.overwritten++
            else tally.imported++
          }
        }
        return true
      }),

    all() {
      const list = [...sessions].sort(([a], [b]) => (a < b ? -1 : 1))
      const inOrder = (notes: readonly Note[]) => [...notes].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
      const notesOf = (pinned: boolean) =>
        list.flatMap(([session, { notes }]) =>
          inOrder([...notes.values()].filter((note) => note.pinned === pinned)).map((note) => ({ session, note })),
        )
      return {
        sessions: list.map(([id, { name, documents }]) => ({ id, name, documents: [...documents].sort() })),
        entries: list.flatMap(([session, { entries }]) => entries.map((entry) => ({ session, entry }))),
        notes: [...notesOf(false), ...notesOf(true)],
      }
    },
  }
}

/** The first that has a number keeps it; each has at least its own, and more than the one before. */
function number(entries: Entry[]): void {
  let last = (entries.find(({ seq }) => !Number.isNaN(seq))?.seq ?? 1) - 1
  entries.forEach((entry, at) => {
    last = Math.max(last + 1, Number.isNaN(entry.seq) ? 0 : entry.seq)
    entries[at] = { ...entry, seq: last }
  })
}
