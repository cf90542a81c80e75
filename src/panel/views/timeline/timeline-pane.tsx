import type { JSX, TargetedKeyboardEvent } from 'preact'
import { useRef } from 'preact/hooks'
import { Button } from '../../parts/button'
import { VirtualList } from '../../parts/virtual-list'
import { useOpenSession, usePanel } from '../../state/context'
import { useCopy } from '../../state/use-copy'
import { text } from '../../text'
import { ColumnHeads } from './columns-menu'
import { EmptyTimeline } from './empty-timeline'
import { Overview } from './overview'
import { RangeBar } from './range-bar'
import { rowId, rowLook, timelineRow } from './timeline-row'

const ROW_HEIGHT = 21

/** The entries in the order of time, as a grid of which only the visible rows exist. */
export function TimelinePane(): JSX.Element {
  const open = useOpenSession()
  const { filter, notes, selection, shown, texts } = open
  const columns = usePanel().layout.columns.value
  const copy = useCopy()
  const version = `${shown.version.value} ${texts.version.value} ${notes.version.value}`
  const began = open.session.value?.createdAt ?? 0
  const page = useRef(10)
  const rows = shown.rows()
  const selected = selection.row.value
  const active = selected !== undefined && rows.has(selected) ? rows.placeOf(selected) : -1

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') copyLine()
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
    if (by === undefined && !turn(event.key)) return
    event.preventDefault()
    if (by !== undefined) selection.move(by)
  }

  /** Unless a piece of text is selected: then the browser copies that. */
  function copyLine(): void {
    const entry = open.entry.value.value
    if (entry !== undefined && getSelection()?.isCollapsed !== false) copy(({ labelText }) => labelText(entry))
  }

  /** Opens the selected burst, or closes the one that the selected entry is in. Gives whether it did. */
  function turn(key: string): boolean {
    if (active < 0) return false
    if (key === 'ArrowRight' && rows.burstAt(active)?.open === false) return setOpen(active, true)
    if (key !== 'ArrowLeft') return false
    let first = active
    while (rows.isInside(first)) first--
    return rows.burstAt(first)?.open === true && setOpen(first, false)
  }

  function setOpen(place: number, open: boolean): boolean {
    const first = rows.rowAt(place)
    if (first === undefined) return false
    selection.select(first)
    shown.setOpen(first, open)
    return true
  }

  return (
    <section class="timeline" aria-label={text.timeline.title}>
      <Overview />
      <RangeBar />
      {rows.count === 0 ? (
        <EmptyTimeline />
      ) : (
        <>
          {columns.length > 0 && <ColumnHeads columns={columns} />}
          <VirtualList
            count={rows.count}
            rowHeight={ROW_HEIGHT}
            keyAt={(place) => rows.rowAt(place) ?? 0}
            indexOf={(key) => rows.placeOf(Number(key))}
            renderRow={(place, spot) =>
              timelineRow({ open, began, rows, row: rows.rowAt(place) ?? 0, place, spot, selected: place === active, columns })
            }
            lookAt={(place) => rowLook(open, rows.rowAt(place) ?? 0)}
            version={version}
            active={active}
            reveal={selection.reveal.value + filter.applied.value + shown.arranged.value}
            follow={selection.follow.value}
            onFollow={selection.setFollow}
            pageRef={page}
            attributes={{
              role: 'grid',
              tabIndex: 0,
              'aria-label': text.timeline.title,
              'aria-rowcount': rows.count,
              'aria-colcount': 3 + columns.length,
              'aria-activedescendant': active < 0 ? undefined : rowId(rows.rowAt(active) ?? 0),
              onKeyDown,
            }}
          />
        </>
      )}
      {!selection.follow.value && rows.count > 0 && <LatestButton />}
    </section>
  )
}

/** Only while more may come: an ended session has an end, not a latest. */
function LatestButton(): JSX.Element | null {
  const { session, selection } = useOpenSession()
  if (session.value?.status !== 'recording') return null
  return <Button class="latest" look="primary" icon="latest" label={text.timeline.latest} onPress={selection.latest} />
}
