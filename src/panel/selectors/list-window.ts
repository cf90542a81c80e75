/**
 * Browsers give up on elements taller than some 17 million pixels (Firefox), or
 * half of that at 200 % zoom. A taller list scrolls a shorter element, and each
 * pixel of it stands for more than one of the list.
 */
export const MAX_CONTENT_HEIGHT = 8_000_000

export interface ListShape {
  readonly rows: number
  readonly rowHeight: number
  /** Height of the visible part, pixels. */
  readonly viewport: number
}

export interface ListWindow {
  /** Rows to render: `first` up to, not including, `last`. */
  readonly first: number
  readonly last: number
  /** Where the first of them goes, in pixels from the top of the scrolled content. */
  readonly offset: number
}

/** Height to give the scrolled element, in pixels. */
export function contentHeight({ rows, rowHeight }: ListShape): number {
  return Math.min(rows * rowHeight, MAX_CONTENT_HEIGHT)
}

/** List pixels per scrolled pixel. */
function scaleOf(shape: ListShape): number {
  const travel = contentHeight(shape) - shape.viewport
  return travel <= 0 ? 1 : (shape.rows * shape.rowHeight - shape.viewport) / travel
}

/** The rows to render at a scroll position, with `overscan` more on either side. */
export function windowAt(shape: ListShape, scrollTop: number, overscan = 4): ListWindow {
  const listTop = Math.max(0, scrollTop) * scaleOf(shape)
  const first = Math.max(0, Math.floor(listTop / shape.rowHeight) - overscan)
  const last = Math.min(shape.rows, Math.ceil((listTop + shape.viewport) / shape.rowHeight) + overscan)
  return { first: Math.min(first, last), last, offset: Math.max(0, scrollTop) - listTop + first * shape.rowHeight }
}

/** The scroll position that shows `row`, as near to `scrollTop` as can be. */
export function scrollTopShowing(shape: ListShape, row: number, scrollTop: number): number {
  const scale = scaleOf(shape)
  const listTop = scrollTop * scale
  const rowTop = row * shape.rowHeight
  if (rowTop < listTop) return rowTop / scale
  if (rowTop + shape.rowHeight > listTop + shape.viewport) return (rowTop + shape.rowHeight - shape.viewport) / scale
  return scrollTop
}

/** The scroll position at which `row` begins `inset` list pixels below the top of the visible part. */
export function scrollTopAligning(shape: ListShape, row: number, inset: number): number {
  const travel = Math.max(0, contentHeight(shape) - shape.viewport)
  return Math.min(travel, Math.max(0, (row * shape.rowHeight - inset) / scaleOf(shape)))
}

/** The first row at a scroll position, and how far its top lies below the top of the visible part (0 or less). */
export function rowAtTop(shape: ListShape, scrollTop: number): { readonly row: number; readonly inset: number } {
  const listTop = Math.max(0, scrollTop) * scaleOf(shape)
  const row = Math.floor(listTop / shape.rowHeight)
  return { row, inset: row * shape.rowHeight - listTop }
}
