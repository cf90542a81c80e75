import type { JSX } from 'preact'
import { Icon } from '../../parts/icon'
import { Recorded } from '../../parts/recorded-text'
import type { OpenSession } from '../../state/open-session'
import { text } from '../../text'

const words = text.notes

/** That an entry is pinned or has a note, for its line in the timeline. A function and no component, as the line is. */
export function rowNote({ notes }: OpenSession, row: number): JSX.Element | undefined {
  const mark = notes.markAt(row)
  if (mark === undefined) return undefined
  const says = [mark.pinned ? words.pinned : '', mark.noted ? words.noted : ''].filter(Boolean).join(', ')
  return (
    <span class="row-note" title={says}>
      {mark.pinned && Icon({ name: 'pin', size: 13 })}
      {mark.noted && Icon({ name: 'note', size: 13 })}
      <span class="unseen">{says}</span>
      {mark.tags.slice(0, MOST_TAGS).map((tag) => Recorded({ class: 'tag', text: `@${tag}` }))}
    </span>
  )
}

const MOST_TAGS = 3
