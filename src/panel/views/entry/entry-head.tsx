import type { JSX } from 'preact'
import { describe, type Entry } from '../../../core/model'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { Recorded } from '../../parts/recorded-text'
import { facetOf } from '../../selectors/facets'
import { formatFullMoment, formatOffset } from '../../selectors/format'
import { useOpenSession } from '../../state/context'
import { text } from '../../text'
import { NoteTools } from '../notes/entry-notes'
import { CopyMenu } from './copy-menu'
import { MomentLink } from './moment-link'

/** What the entry is, when and where it was recorded, and the ways on from it. */
export function EntryHead({ entry }: { readonly entry: Entry }): JSX.Element {
  const { session, selection, source } = useOpenSession()
  const facet = facetOf(entry.kind, entry.type)
  const { label, level } = describe(entry)
  const began = session.value?.createdAt ?? entry.t
  return (
    <div class="entry-head">
      <div class="entry-kind">
        <span class={`entry-facet facet-${facet}`}>
          <Icon name={facet} size={14} />
          {text.facets[facet]} · {entry.type}
        </span>
        <span class="entry-tools">
          <NoteTools entry={entry} />
          <Button icon="up" show="icon" label={text.entry.previous} onPress={() => selection.move(-1)} />
          <Button icon="down" show="icon" label={text.entry.next} onPress={() => selection.move(1)} />
          <MomentLink />
          <CopyMenu entry={entry} />
        </span>
      </div>
      <h2 class={`entry-label${level === 'error' || level === 'warn' ? ` ${level}-words` : ''}`}>
        <Recorded text={label} />
      </h2>
      <p class="entry-place" title={formatFullMoment(entry.t)}>
        <span>{formatOffset(entry.t - began)}</span>
        <Recorded text={source.documentName(entry.document)} />
        <span>{text.entry.number(entry.n)}</span>
      </p>
    </div>
  )
}
