import type { JSX, TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { VirtualList } from '../../parts/virtual-list'
import type { CompareResult } from '../../state/compare'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { compareLook, compareRow, compareRowId } from './compare-row'

const ROW_HEIGHT = 21

/** The rows of both sessions under one scroll, of which only the visible ones exist. */
export function CompareList({ result }: { readonly result: CompareResult }): JSX.Element {
  const { compare } = usePanel()
  const page = useRef(10)
  const place = useRef<HTMLDivElement>(null)
  const { rows } = result.comparison
  const selected = compare.row.value ?? -1
  const version = `${result.left.texts.version.value} ${result.right.texts.version.value}`

  // At once: a key that is pressed before the next frame may select another row.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another result is another list to begin with
  useLayoutEffect(() => {
    // The list has its height only now.
    if (selected >= 0) compare.select(selected)
    // Whoever types what to ignore goes on typing.
    if (!(document.activeElement instanceof HTMLInputElement)) place.current?.querySelector<HTMLElement>('[role=grid]')?.focus()
  }, [result])

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: selected + 1,
      ArrowUp: selected - 1,
      PageDown: selected + page.current,
      PageUp: selected - page.current,
      Home: 0,
      End: rows.length - 1,
    }
    const next = moves[event.key]
    if (next === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (next !== undefined) compare.select(Math.min(rows.length - 1, Math.max(0, next)))
    else compare.openEntry(event.shiftKey || (rows.left[selected] ?? -1) < 0 ? 'right' : 'left')
  }

  return (
    <div ref={place} class="compare-list">
      <VirtualList
        count={rows.length}
        rowHeight={ROW_HEIGHT}
        keyAt={(row) => row}
        indexOf={Number}
        renderRow={(row, spot) =>
          compareRow({ result, row, spot, selected: row === selected, onSelect: compare.select, onOpen: compare.openEntry })
        }
        lookAt={(row) => compareLook(result, row)}
        version={version}
        active={selected}
        reveal={compare.reveal.value}
        pageRef={page}
        attributes={{
          role: 'grid',
          tabIndex: 0,
          'aria-label': text.compare.rows,
          'aria-rowcount': rows.length,
          'aria-colcount': 3,
          'aria-activedescendant': selected < 0 ? undefined : compareRowId(selected),
          onKeyDown,
        }}
      />
    </div>
  )
}
