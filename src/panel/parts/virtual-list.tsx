import type { ComponentChildren, HTMLAttributes, JSX, RefObject, TargetedEvent } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import {
  contentHeight,
  type ListPlace,
  type ListWindow,
  lastListTop,
  listTopAligning,
  listTopShowing,
  rowAtTop,
  scrolledTo,
  scrollTopAt,
  windowAt,
} from '../selectors/list-window'
import { type SlottedRow, slotOrder, slotRows } from '../selectors/row-slots'

/** The element that draws a row, in a list whose rows have looks. */
export interface RowSpot {
  /** To be its key. */
  readonly slot: number
  /** To be its style. */
  readonly style: string
}

export interface VirtualListProps {
  readonly count: number
  readonly rowHeight: number
  /** An identity of the row at `index` that stays when other rows come and go. */
  keyAt(index: number): number | string
  /** Where the row with this identity is now, or the nearest to where it was. */
  indexOf(key: number | string): number
  /** Another function whenever any row looks different: as long as it is the same one, rows are kept. */
  renderRow(index: number, spot: RowSpot): ComponentChildren
  /**
   * For rows without any state of their own, of the class `list-row`: they are
   * put in place one by one, and what was drawn for a row that scrolled away is
   * changed into another, one of the same look if there is any: then only
   * texts are laid out anew.
   */
  lookAt?(index: number): number
  /** Anything that is another whenever rows came, went or changed places. */
  readonly version: unknown
  /** The selected row, -1 for none. It is brought into view whenever `reveal` changes. */
  readonly active: number
  readonly reveal: number
  /** Stay at the end as rows arrive. Told back through `onFollow` when the person scrolls away or returns. */
  readonly follow?: boolean
  onFollow?(follow: boolean): void
  /** Attributes of the scrolled element: role, label, keys. */
  readonly attributes: HTMLAttributes<HTMLDivElement>
  /** Told how many rows fit, for page keys. */
  readonly pageRef?: RefObject<number>
}

/** How close to the end, in pixels, still counts as being there. */
const END = 4
/** Milliseconds without any scrolling after which the person has come to where they wanted. */
const SCROLLED = 150
/** Rows that are placed from one origin: few enough for pixels that browsers can tell apart, and many, as all are drawn again at another. */
const STRIDE = 10_000

/** Where the list was when its rows were last put in place, and what for. */
interface Placed {
  readonly version: unknown
  readonly count: number
  readonly reveal: number
  readonly follow: boolean
  readonly viewport: number
  readonly listTop: number
}

/** The rows that exist. */
interface Drawn {
  readonly by: unknown
  readonly origin: number
  readonly rows: ReadonlyMap<number, SlottedRow>
  readonly contents: ReadonlyMap<number, ComponentChildren>
  /** Slots, as the elements are in the document. */
  readonly order: readonly number[]
}

/** Rows of one height, of which only the visible ones exist. Keeps what is being read in place when rows arrive above it. */
export function VirtualList(props: VirtualListProps): JSX.Element {
  const { count, rowHeight, active, reveal, follow = false, version } = props
  const element = useRef<HTMLDivElement>(null)
  const [viewport, setViewport] = useState(0)
  const [scrolled, setScrolled] = useState<ListPlace>({ listTop: 0, scrollTop: 0 })
  const [scrolling, setScrolling] = useState(false)
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const anchor = useRef<{ readonly key: number | string; readonly inset: number } | undefined>(undefined)
  const placed = useRef<Placed>({ version: undefined, count: 0, reveal: -1, follow, viewport: 0, listTop: 0 })
  const drawn = useRef<Drawn>({ by: undefined, origin: 0, rows: new Map(), contents: new Map(), order: [] })
  const shape = { rows: count, rowHeight, viewport }
  if (props.pageRef) props.pageRef.current = Math.max(1, Math.floor(viewport / rowHeight) - 1)

  useLayoutEffect(() => {
    const list = element.current
    if (list === null) return
    const observer = new ResizeObserver(() => setViewport(list.clientHeight))
    observer.observe(list)
    setViewport(list.clientHeight)
    return () => {
      observer.disconnect()
      clearTimeout(pause.current)
    }
  }, [])

  /** What of the list has to show now. Known before its rows are made, so that they are made and laid out once. */
  function listTopNow(): number {
    const before = placed.current
    const same =
      before.version === version &&
      before.count === count &&
      before.reveal === reveal &&
      before.follow === follow &&
      before.viewport === viewport
    if (same || viewport === 0) return scrolled.listTop
    if (follow) return lastListTop(shape)
    const kept = anchored()
    if (before.reveal !== reveal && active >= 0) return listTopShowing(shape, active, scrolled.listTop)
    // A pane that opens below must not push out what it tells of.
    const wasShown = active >= 0 && listTopShowing({ ...shape, viewport: before.viewport }, active, before.listTop) === before.listTop
    return viewport < before.viewport && wasShown ? listTopShowing(shape, active, kept) : kept
  }

  function anchored(): number {
    if (anchor.current === undefined || count === 0) return scrolled.listTop
    const { key, inset } = anchor.current
    return listTopAligning(shape, props.indexOf(key), inset)
  }

  /** While somebody scrolls, the element is left where they have it. Less than a pixel is not worth moving it either. */
  function placeNow(): ListPlace {
    const listTop = Math.min(listTopNow(), lastListTop(shape))
    const scrollTop = scrollTopAt(shape, listTop)
    const stays = Math.abs(scrollTop - scrolled.scrollTop) < 1 || (scrolling && listTop === scrolled.listTop)
    return { listTop, scrollTop: stays ? scrolled.scrollTop : scrollTop }
  }

  const place = placeNow()

  // Scrolling alone needs nothing of this, and would pay for it with a layout per frame.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read besides belongs to the version
  useLayoutEffect(() => {
    const list = element.current
    if (list === null || viewport === 0) return
    // A list that was out of sight may have lost its place.
    if (place.scrollTop !== scrolled.scrollTop || placed.current.viewport !== viewport) {
      list.scrollTop = place.scrollTop
      setScrolled({ listTop: place.listTop, scrollTop: list.scrollTop })
    } else if (place.listTop !== scrolled.listTop) setScrolled(place)
    placed.current = { version, count, reveal, follow, viewport, listTop: place.listTop }
    rememberAnchor(place.listTop)
  }, [version, count, reveal, follow, viewport, scrolling])

  function rememberAnchor(at: number): void {
    const { row, inset } = rowAtTop(shape, at)
    anchor.current = row < count ? { key: props.keyAt(row), inset } : undefined
  }

  function onScroll(event: TargetedEvent<HTMLDivElement>): void {
    const { scrollTop, clientHeight } = event.currentTarget
    const now = { ...shape, viewport: clientHeight }
    const next = scrolledTo(now, scrolled, scrollTop)
    // Not if it is the list itself that put it there.
    if (scrollTop !== scrolled.scrollTop) {
      rememberAnchor(next.listTop)
      placed.current = { ...placed.current, viewport, listTop: next.listTop }
      setScrolled(next)
      setScrolling(true)
      clearTimeout(pause.current)
      pause.current = setTimeout(setScrolling, SCROLLED, false)
    }
    const atEnd = next.listTop >= lastListTop(now) - END
    if (atEnd !== follow) props.onFollow?.(atEnd)
  }

  const window = windowAt(shape, place.listTop)
  const origin = props.lookAt === undefined ? window.first : window.first - (window.first % STRIDE)
  const { contents, order } = draw(window)

  function draw(window: ListWindow): Drawn {
    const before = drawn.current
    const rows = slotRows(before.rows, window, props.lookAt ?? (() => 0))
    const isKept = before.by === props.renderRow && (before.origin === origin || props.lookAt === undefined)
    const contents = new Map<number, ComponentChildren>()
    for (const [row, { slot }] of rows) {
      // Rows that stay in view while somebody scrolls are passed on as they are, and cost nothing.
      const kept = isKept && before.rows.get(row)?.slot === slot ? before.contents.get(slot) : undefined
      const style = `transform:translateY(${(row - origin) * rowHeight}px)`
      contents.set(slot, kept ?? props.renderRow(row, { slot, style }))
    }
    const order = slotOrder(before.order, rows.values(), scrolling && props.lookAt !== undefined)
    drawn.current = { by: props.renderRow, origin, rows, contents, order }
    return drawn.current
  }

  const offset = place.scrollTop - place.listTop + origin * rowHeight
  return (
    <div {...props.attributes} ref={element} class={`list ${props.attributes.class ?? ''}`} onScroll={onScroll}>
      <div class="list-content" role="presentation" style={{ height: `${contentHeight(shape)}px` }}>
        <div class="list-window" role="presentation" style={{ transform: `translateY(${offset}px)` }}>
          {order.map((slot) => contents.get(slot))}
        </div>
      </div>
    </div>
  )
}
