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
  renderRow(index: number): ComponentChildren
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

/** Rows of one height, of which only the visible ones exist. Keeps what is being read in place when rows arrive above it. */
export function VirtualList(props: VirtualListProps): JSX.Element {
  const { count, rowHeight, active, reveal, follow = false } = props
  const element = useRef<HTMLDivElement>(null)
  const [viewport, setViewport] = useState(0)
  const [scrollTop, setScrollTop] = useState(0)
  const anchor = useRef<{ readonly key: number | string; readonly inset: number } | undefined>(undefined)
  const revealed = useRef(-1)
  /** Height of the visible part, and where it was, when rows were last put in place. */
  const placed = useRef({ viewport: 0, top: 0 })
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

  function scrollTo(top: number): void {
    const list = element.current
    if (list === null || Math.abs(list.scrollTop - top) < 0.5) return
    list.scrollTop = top
    setScrollTop(list.scrollTop)
  }

  // Scrolling alone needs nothing of this, and would pay for it with a layout per frame.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read besides belongs to the version
  useLayoutEffect(() => {
    const list = element.current
    if (list === null || viewport === 0) return
    const reveals = revealed.current !== reveal && active >= 0
    revealed.current = reveal
    if (follow) scrollTo(contentHeight(shape) - viewport)
    else if (reveals) scrollTo(scrollTopShowing(shape, active, list.scrollTop))
    else if (anchor.current !== undefined && count > 0) {
      const { key, inset } = anchor.current
      scrollTo(scrollTopAligning(shape, props.indexOf(key), inset))
    }
    // A pane that opens below must not push out what it tells of.
    if (!follow && viewport < placed.current.viewport && wasShown()) scrollTo(scrollTopShowing(shape, active, list.scrollTop))
    placed.current = { viewport, top: list.scrollTop }
    rememberAnchor(list.scrollTop)
  }, [props.version, count, reveal, follow, viewport])

  function wasShown(): boolean {
    const { top, viewport: height } = placed.current
    return active >= 0 && scrollTopShowing({ ...shape, viewport: height }, active, top) === top
  }

  function rememberAnchor(top: number): void {
    const { row, inset } = rowAtTop(shape, top)
    anchor.current = row < count ? { key: props.keyAt(row), inset } : undefined
  }

  function onScroll(event: TargetedEvent<HTMLDivElement>): void {
    const list = event.currentTarget
    rememberAnchor(list.scrollTop)
    placed.current = { viewport, top: list.scrollTop }
    setScrollTop(list.scrollTop)
    const atEnd = list.scrollTop + list.clientHeight >= contentHeight(shape) - END
    if (atEnd !== follow) props.onFollow?.(atEnd)
  }

  const { first, last, offset } = windowAt(shape, scrollTop)
  const rows: ComponentChildren[] = []
  for (let index = first; index < last; index++) rows.push(props.renderRow(index))
  return (
    <div {...props.attributes} ref={element} class={`list ${props.attributes.class ?? ''}`} onScroll={onScroll}>
      <div class="list-content" role="presentation" style={{ height: `${contentHeight(shape)}px` }}>
        <div class="list-window" role="presentation" style={{ transform: `translateY(${offset}px)` }}>
          {rows}
        </div>
      </div>
    </div>
  )
}
