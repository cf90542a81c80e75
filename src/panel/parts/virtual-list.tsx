import type { ComponentChildren, HTMLAttributes, JSX, RefObject, TargetedEvent } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { contentHeight, rowAtTop, scrollTopAligning, scrollTopShowing, windowAt } from '../selectors/list-window'

export interface VirtualListProps {
  readonly count: number
  readonly rowHeight: number
  /** An identity of the row at `index` that stays when other rows come and go. */
  keyAt(index: number): number | string
  /** Where the row with this identity is now, or the nearest to where it was. */
  indexOf(key: number | string): number
  /**
   * Another function whenever any row looks different: as long as it is the same one, rows are kept.
   * A row without any state of its own should take `slot` for its key: then what was drawn
   * for a row that scrolled away is changed into it, which costs less than drawing it anew.
   */
  renderRow(index: number, slot: number): ComponentChildren
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

/** Where the list was when its rows were last put in place, and what for. */
interface Placed {
  readonly version: unknown
  readonly count: number
  readonly reveal: number
  readonly follow: boolean
  readonly viewport: number
  readonly top: number
}

/** A row that exists. */
interface Made {
  readonly slot: number
  readonly content: ComponentChildren
}

/** Rows of one height, of which only the visible ones exist. Keeps what is being read in place when rows arrive above it. */
export function VirtualList(props: VirtualListProps): JSX.Element {
  const { count, rowHeight, active, reveal, follow = false, version } = props
  const element = useRef<HTMLDivElement>(null)
  const [viewport, setViewport] = useState(0)
  const [scrolled, setScrolled] = useState(0)
  const anchor = useRef<{ readonly key: number | string; readonly inset: number } | undefined>(undefined)
  const placed = useRef<Placed>({ version: undefined, count: 0, reveal: -1, follow, viewport: 0, top: 0 })
  /** The rows that are there now, and what made them. */
  const made = useRef<{ readonly by: unknown; readonly rows: ReadonlyMap<number, Made>; readonly slots: number }>({
    by: undefined,
    rows: new Map(),
    slots: 0,
  })
  const shape = { rows: count, rowHeight, viewport }
  if (props.pageRef) props.pageRef.current = Math.max(1, Math.floor(viewport / rowHeight) - 1)

  useLayoutEffect(() => {
    const list = element.current
    if (list === null) return
    const observer = new ResizeObserver(() => setViewport(list.clientHeight))
    observer.observe(list)
    setViewport(list.clientHeight)
    return () => observer.disconnect()
  }, [])

  /** Where the list has to be now. Known before its rows are made, so that they are made and laid out once. */
  function place(): number {
    const before = placed.current
    const same =
      before.version === version &&
      before.count === count &&
      before.reveal === reveal &&
      before.follow === follow &&
      before.viewport === viewport
    if (same || viewport === 0) return scrolled
    if (follow) return contentHeight(shape) - viewport
    const kept = anchored()
    if (before.reveal !== reveal && active >= 0) return scrollTopShowing(shape, active, scrolled)
    // A pane that opens below must not push out what it tells of.
    const wasShown = active >= 0 && scrollTopShowing({ ...shape, viewport: before.viewport }, active, before.top) === before.top
    return viewport < before.viewport && wasShown ? scrollTopShowing(shape, active, kept) : kept
  }

  function anchored(): number {
    if (anchor.current === undefined || count === 0) return scrolled
    const { key, inset } = anchor.current
    return scrollTopAligning(shape, props.indexOf(key), inset)
  }

  const top = Math.min(place(), Math.max(0, contentHeight(shape) - viewport))

  // Scrolling alone needs nothing of this, and would pay for it with a layout per frame.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read besides belongs to the version
  useLayoutEffect(() => {
    const list = element.current
    if (list === null || viewport === 0) return
    // A list that was out of sight may have lost its place.
    if (Math.abs(scrolled - top) >= 0.5 || placed.current.viewport !== viewport) {
      list.scrollTop = top
      setScrolled(list.scrollTop)
    }
    placed.current = { version, count, reveal, follow, viewport, top }
    rememberAnchor(top)
  }, [version, count, reveal, follow, viewport])

  function rememberAnchor(at: number): void {
    const { row, inset } = rowAtTop(shape, at)
    anchor.current = row < count ? { key: props.keyAt(row), inset } : undefined
  }

  function onScroll(event: TargetedEvent<HTMLDivElement>): void {
    const { scrollTop, clientHeight } = event.currentTarget
    rememberAnchor(scrollTop)
    placed.current = { ...placed.current, viewport, top: scrollTop }
    setScrolled(scrollTop)
    const atEnd = scrollTop + clientHeight >= contentHeight(shape) - END
    if (atEnd !== follow) props.onFollow?.(atEnd)
  }

  const { first, last, offset } = windowAt(shape, top)
  const rows = makeRows(first, last)

  function makeRows(first: number, last: number): ReadonlyMap<number, Made> {
    const before = made.current
    const free = [...before.rows].filter(([index]) => index < first || index >= last).map(([, { slot }]) => slot)
    let { slots } = before
    const rows = new Map<number, Made>()
    for (let index = first; index < last; index++) {
      const known = before.rows.get(index)
      const slot = known?.slot ?? free.shift() ?? slots++
      // Rows that stay in view while somebody scrolls are passed on as they are, and cost nothing.
      const kept = before.by === props.renderRow ? known : undefined
      rows.set(index, kept ?? { slot, content: props.renderRow(index, slot) })
    }
    made.current = { by: props.renderRow, rows, slots }
    return rows
  }

  return (
    <div {...props.attributes} ref={element} class={`list ${props.attributes.class ?? ''}`} onScroll={onScroll}>
      <div class="list-content" role="presentation" style={{ height: `${contentHeight(shape)}px` }}>
        <div class="list-window" role="presentation" style={{ transform: `translateY(${offset}px)` }}>
          {Array.from(rows.values(), ({ content }) => content)}
        </div>
      </div>
    </div>
  )
}
