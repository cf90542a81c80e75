/**
 * Browsers give up on elements taller than some 17 million pixels (Firefox), or
 * half of that at 200 % zoom. A taller list scrolls a shorter element.
 */
export const MAX_CONTENT_HEIGHT = 8_000_000
/** At either end of a shortened element one pixel is one of the list; what is left out is left out between. */
const TRUE_ENDS = 1_000_000
/**
 * Pixels that a wheel, a finger or an animation scrolls at once at most. One
 * pixel of a scroll bar is more of a shortened element than that.
 */
const STEP = 2000

export interface ListShape {
  readonly rows: number
  readonly rowHeight: number
  /** Height of the visible part, pixels. */
  readonly viewport: number
}

/** Where a list stands. */
export interface ListPlace {
  /** Pixels of the list above the visible part. */
  readonly listTop: number
  /** Pixels that the element is scrolled by. */
  readonly scrollTop: number
}

/** Rows to render: `first` up to, not including, `last`. */
export interface ListWindow {
  readonly first: number
  readonly last: number
}

/** Height to give the scrolled element, in pixels. */
export function contentHeight(shape: ListShape): number {
  return Math.min(shape.rows * shape.rowHeight, MAX_CONTENT_HEIGHT)
}

/** The most that can be above the visible part of the list. */
export function lastListTop({ rows, rowHeight, viewport }: ListShape): number {
  return Math.max(0, rows * rowHeight - viewport)
}

/** The most that the element can be scrolled by. */
function lastScrollTop(shape: ListShape): number {
  return Math.max(0, contentHeight(shape) - shape.viewport)
}

/** Pixels of the list per pixel of the element where it is shortened. */
function shortening(shape: ListShape): number {
  return (lastListTop(shape) - 2 * TRUE_ENDS) / (lastScrollTop(shape) - 2 * TRUE_ENDS)
}

/** What of the list is at a scroll position. */
export function listTopAt(shape: ListShape, scrollTop: number): number {
  const most = lastScrollTop(shape)
  const at = within(scrollTop, most)
  if (at <= TRUE_ENDS || lastListTop(shape) === most) return at
  if (at >= most - TRUE_ENDS) return lastListTop(shape) - (most - at)
  return TRUE_ENDS + (at - TRUE_ENDS) * shortening(shape)
}

/** The scroll position at which that much of the list is above: the inverse of `listTopAt`. */
export function scrollTopAt(shape: ListShape, listTop: number): number {
  const most = lastListTop(shape)
  const at = within(listTop, most)
  if (at <= TRUE_ENDS || lastScrollTop(shape) === most) return at
  if (at >= most - TRUE_ENDS) return lastScrollTop(shape) - (most - at)
  return TRUE_ENDS + (at - TRUE_ENDS) / shortening(shape)
}

/**
 * Where the list is after it was scrolled to `scrollTop`: in small steps pixel
 * by pixel, so that no row is passed over, also where the element is shortened.
 */
export function scrolledTo(shape: ListShape, from: ListPlace, scrollTop: number): ListPlace {
  const by = scrollTop - from.scrollTop
  const isEnd = scrollTop <= 0 || scrollTop >= lastScrollTop(shape)
  const isStep = Math.abs(by) <= STEP && !isEnd
  return { scrollTop, listTop: isStep ? within(from.listTop + by, lastListTop(shape)) : listTopAt(shape, scrollTop) }
}

/** The rows to render, with `overscan` more on either side. As many wherever the list is, but at its ends. */
export function windowAt(shape: ListShape, listTop: number, overscan = 4): ListWindow {
  const first = Math.max(0, Math.floor(listTop / shape.rowHeight) - overscan)
  const last = Math.min(shape.rows, first + Math.ceil(shape.viewport / shape.rowHeight) + 1 + 2 * overscan)
  return { first: Math.min(first, last), last }
}

/** The place nearest to `listTop` that shows `row`. */
export function listTopShowing(shape: ListShape, row: number, listTop: number): number {
  const rowTop = row * shape.rowHeight
  if (rowTop < listTop) return rowTop
  return Math.max(listTop, rowTop + shape.rowHeight - shape.viewport)
}

/** The place at which `row` begins `inset` pixels below the top of the visible part. */
export function listTopAligning(shape: ListShape, row: number, inset: number): number {
  return within(row * shape.rowHeight - inset, lastListTop(shape))
}

/** The first row that shows, and how far its top lies below the top of the visible part (0 or less). */
export function rowAtTop(shape: ListShape, listTop: number): { readonly row: number; readonly inset: number } {
  const row = Math.floor(listTop / shape.rowHeight)
  return { row, inset: row * shape.rowHeight - listTop }
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, value))
}
