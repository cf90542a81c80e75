import type { JSX } from 'preact'
import { isEntryAnchor } from '../../../core/model'
import { useOpenSession } from '../../state/context'

/** So many are drawn; a strip has no room for more. */
const MOST = 500

/** Where pins and notes are, along a stretch of time. */
export function NoteTicks({ from, until }: { readonly from: number; readonly until: number }): JSX.Element | null {
  const { notes, index } = useOpenSession()
  void notes.version.value
  if (until <= from) return null
  const shareOf = (t: number): number => Math.min(100, Math.max(0, ((t - from) / (until - from)) * 100))
  return (
    <>
      {notes.list.value.slice(0, MOST).map((note) => {
        const { anchor } = note
        const look = `note-tick${note.pinned ? ' note-tick-pin' : ''}`
        if (!isEntryAnchor(anchor)) {
          const start = shareOf(anchor.from)
          return (
            <div key={note.id} class={look} style={{ insetInlineStart: `${start}%`, inlineSize: `${shareOf(anchor.until) - start}%` }} />
          )
        }
        const row = notes.rowOf(note)
        if (row === undefined) return null
        return <div key={note.id} class={look} style={{ insetInlineStart: `${shareOf(index.t.data[row] ?? 0)}%` }} />
      })}
    </>
  )
}
