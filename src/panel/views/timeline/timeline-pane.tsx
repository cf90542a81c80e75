import type { JSX, TargetedKeyboardEvent } from 'preact'
import { useRef } from 'preact/hooks'
import { Button } from '../../parts/button'
import { VirtualList } from '../../parts/virtual-list'
import { useOpenSession } from '../../state/context'
import { text } from '../../text'
import { EmptyTimeline } from './empty-timeline'
import { Overview } from './overview'
import { rowId, timelineRow } from './timeline-row'

const ROW_HEIGHT = 21

/** The entries in the order of time, as a grid of which only the visible rows exist. */
export function TimelinePane(): JSX.Element {
  const open = useOpenSession()
  const { filter, selection, texts } = open
  const version = `${filter.version.value} ${texts.version.value}`
  const began = open.session.value?.createdAt ?? 0
  const page = useRef(10)
  const rows = filter.filtered.rows
  const selected = selection.row.value
  const active = selected !== undefined && filter.filtered.has(selected) ? filter.filtered.positionOf(selected) : -1

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page.current,
      PageUp: -page.current,
      Home: -Infinity,
      End: Infinity,
    }
    const by = moves[event.key]
    if (by === undefined) return
    event.preventDefault()
    selection.move(by)
  }

  return (
    <section class="timeline" aria-label={text.timeline.title}>
      <Overview />
      {rows.length === 0 ? (
        <EmptyTimeline />
      ) : (
        <VirtualList
          count={rows.length}
          rowHeight={ROW_HEIGHT}
          keyAt={(index) => rows.data[index] ?? 0}
          indexOf={(key) => filter.filtered.positionOf(Number(key))}
          renderRow={(place) => timelineRow({ open, began, row: rows.data[place] ?? 0, place, selected: place === active })}
          version={version}
          active={active}
          reveal={selection.reveal.value + filter.applied.value}
          follow={selection.follow.value}
          onFollow={selection.setFollow}
          pageRef={page}
          attributes={{
            role: 'grid',
            tabIndex: 0,
            'aria-label': text.timeline.title,
            'aria-rowcount': rows.length,
            'aria-colcount': 3,
            'aria-activedescendant': active < 0 || selected === undefined ? undefined : rowId(selected),
            onKeyDown,
          }}
        />
      )}
      {!selection.follow.value && rows.length > 0 && <LatestButton />}
    </section>
  )
}

/** Only while more may come: an ended session has an end, not a latest. */
function LatestButton(): JSX.Element | null {
  const { session, selection } = useOpenSession()
  if (session.value?.status !== 'recording') return null
  return <Button class="latest" look="primary" icon="latest" label={text.timeline.latest} onPress={selection.latest} />
}
