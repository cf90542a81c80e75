import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type Facet, facets } from '../../selectors/facets'
import { formatOffset } from '../../selectors/format'
import { type OverviewBins, overviewOf, positionAt } from '../../selectors/overview'
import { useOpenSession, usePanel } from '../../state/context'
import type { OpenSession } from '../../state/open-session'
import { NoteTicks } from '../notes/note-ticks'
import { useBrush } from './use-brush'

const BAR = 3
const GAP = 1
/** Milliseconds between two drawings while entries arrive, at least; counting takes no more than a small part of the time. */
const PACE = 250
const SPARING = 30

/**
 * How busy the session was over its time, one bar per slice, coloured by kind.
 * A shortcut for the pointer: everything it does, the list below does by keyboard.
 */
export function Overview(): JSX.Element | null {
  const open = useOpenSession()
  const { theme } = usePanel()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [width, setWidth] = useState(0)
  const bins = useOverviewBins(open, Math.floor(width / (BAR + GAP)))

  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    setWidth(element.clientWidth)
    return () => observer.disconnect()
  }, [])
  // The width and the theme are read from the element when it is drawn.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (canvas.current !== null && bins !== undefined) draw(canvas.current, bins)
  }, [bins, width, theme.value])

  const brush = useBrush(open.time, (moment) => jumpTo(open, moment))
  return (
    <div class="overview" aria-hidden="true" {...brush}>
      <canvas ref={canvas} class="overview-canvas" />
      {bins !== undefined && <Window bins={bins} />}
      {bins !== undefined && <NoteTicks from={bins.from} until={bins.until} />}
      {bins !== undefined && <Cursor bins={bins} />}
    </div>
  )
}

/** Selects what is shown nearest behind a moment. */
function jumpTo({ index, shown, selection }: OpenSession, moment: number): void {
  const row = index.order.data[Math.min(index.rows - 1, positionAt(index, moment))]
  const rows = shown.rows()
  const next = row === undefined ? undefined : rows.rowAt(Math.min(rows.count - 1, rows.placeOf(row)))
  if (next !== undefined) selection.select(next)
}

/** The range that is shown below, what is outside of it dimmed. */
function Window({ bins }: { readonly bins: OverviewBins }): JSX.Element | null {
  const { time } = useOpenSession()
  const range = time.range.value
  if (range === undefined || bins.until <= bins.from) return null
  const shareOf = (moment: number): number => Math.min(1, Math.max(0, (moment - bins.from) / (bins.until - bins.from))) * 100
  return (
    <>
      <div class="overview-outside" style={{ insetInlineStart: 0, inlineSize: `${shareOf(range.from)}%` }} />
      <div class="overview-outside overview-after" style={{ insetInlineStart: `${shareOf(range.until)}%`, insetInlineEnd: 0 }} />
    </>
  )
}

/** Where the selected entry is. */
function Cursor({ bins }: { readonly bins: OverviewBins }): JSX.Element | null {
  const { index, selection, session } = useOpenSession()
  const row = selection.row.value
  if (row === undefined || bins.until <= bins.from) return null
  const t = index.t.data[row] ?? 0
  const share = Math.min(1, Math.max(0, (t - bins.from) / (bins.until - bins.from)))
  return (
    <div class={`overview-cursor${share > 0.8 ? ' overview-cursor-late' : ''}`} style={{ insetInlineStart: `${share * 100}%` }}>
      <span>{formatOffset(t - (session.value?.createdAt ?? t))}</span>
    </div>
  )
}

/** Counts again when the index has grown, but not with every batch. */
function useOverviewBins(open: OpenSession, slices: number): OverviewBins | undefined {
  const version = open.loader.version.value
  const [bins, setBins] = useState<OverviewBins>()
  const last = useRef({ at: 0, cost: 0 })
  // The version stands for what the index holds.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (slices < 1 || open.index.rows === 0) return
    const pause = Math.max(PACE, last.current.cost * SPARING)
    const timer = setTimeout(
      () => {
        const began = performance.now()
        setBins(overviewOf(open.index, slices))
        last.current = { at: began, cost: performance.now() - began }
      },
      Math.max(0, pause - (performance.now() - last.current.at)),
    )
    return () => clearTimeout(timer)
  }, [version, slices, open])
  return bins
}

/** Errors and gaps are told at the top edge, where no bar hides them. */
const alerts: ReadonlySet<Facet> = new Set(['error', 'gap'])
const ALERT_HEIGHT = 4
const HEADROOM = 7

function draw(canvas: HTMLCanvasElement, bins: OverviewBins): void {
  const context = canvas.getContext('2d')
  if (context === null || bins.most === 0) return
  const scale = devicePixelRatio
  const { clientWidth: width, clientHeight: height } = canvas
  canvas.width = width * scale
  canvas.height = height * scale
  context.scale(scale, scale)
  const style = getComputedStyle(canvas)
  const colours = facets.map((facet) => style.getPropertyValue(`--facet-${facet}`))
  for (let slice = 0; slice < bins.slices; slice++) {
    const left = slice * (BAR + GAP)
    const sum = facets.reduce((total, facet, code) => total + (facet === 'recorder' ? 0 : countAt(bins, slice, code)), 0)
    if (sum === 0) continue
    // A square root keeps quiet times visible beside busy ones.
    const bar = Math.max(2, Math.sqrt(sum / bins.most) * (height - HEADROOM))
    let bottom = height
    facets.forEach((facet, code) => {
      const count = countAt(bins, slice, code)
      if (facet === 'recorder' || count === 0) return
      context.fillStyle = colours[code] ?? ''
      context.globalAlpha = 0.72
      const part = (count / sum) * bar
      context.fillRect(left, bottom - part, BAR, part)
      bottom -= part
      if (!alerts.has(facet)) return
      context.globalAlpha = 1
      context.fillRect(left, 0, BAR, ALERT_HEIGHT)
    })
  }
}

function countAt(bins: OverviewBins, slice: number, facet: number): number {
  return bins.counts[slice * facets.length + facet] ?? 0
}
