import type { JSX, TargetedKeyboardEvent } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { previewOf } from '../../core/value'
import { headOf, lookOf } from '../selectors/tagged'
import { type TreeRow, treeMove } from '../selectors/tree-rows'
import { visibleText } from '../selectors/visible-text'
import { VirtualList } from './virtual-list'

/** The tree's own few words, from the catalogue. */
export interface TreeWords {
  more(count: number): string
  readonly marks: { readonly added: string; readonly changed: string; readonly inside: string }
}

export interface TreeProps {
  /** Unique among the trees on screen; prefixes the ids of its rows. */
  readonly name: string
  readonly label: string
  readonly words: TreeWords
  readonly rows: readonly TreeRow[]
  /** Fills its surroundings and scrolls by itself; otherwise it is as tall as its rows. */
  readonly scrolls?: boolean
  onToggle(path: string): void
  onMore(parent: string): void
  /** The row that the person is at. */
  onActive?(row: TreeRow): void
  /** Ctrl or Cmd + C on a row. */
  onCopy?(row: TreeRow): void
}

const ROW_HEIGHT = 19
/** Characters: more than fit; the rest is cut by the pane. */
const PREVIEW_ROOM = 140

/** The ARIA tree pattern over tagged JSON: one focus stop, arrows move, open and close. */
export function Tree(props: TreeProps): JSX.Element {
  const { name, rows, scrolls = false } = props
  const [activePath, setActivePath] = useState<string>()
  const [reveal, setReveal] = useState(0)
  const page = useRef(10)
  const active = rows.findIndex((row) => row.path === activePath)
  const idOf = (index: number): string => `${name}-row-${index}`

  function go(index: number): void {
    const row = rows[index]
    if (row === undefined) return
    setActivePath(row.path)
    setReveal((token) => token + 1)
    props.onActive?.(row)
  }

  function press(index: number): void {
    const row = rows[index]
    if (row?.more !== undefined) props.onMore(row.path.slice(0, -2))
    else if (row?.expanded !== undefined) props.onToggle(row.path)
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    const row = rows[active]
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') {
      if (row !== undefined && globalThis.getSelection()?.isCollapsed !== false) props.onCopy?.(row)
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (row?.more !== undefined && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      press(active)
      return
    }
    const move = treeMove(rows, active, event.key, page.current)
    if (move === undefined) return
    event.preventDefault()
    if ('go' in move) go(move.go)
    else props.onToggle(move.toggle)
  }

  const attributes = {
    role: 'tree',
    tabIndex: 0,
    'aria-label': props.label,
    'aria-activedescendant': active < 0 ? undefined : idOf(active),
    onKeyDown,
    onFocus: () => {
      if (active < 0) go(0)
    },
  } as const
  const renderRow = (index: number): JSX.Element | null => {
    const row = rows[index]
    if (row === undefined) return null
    return (
      <TreeItem
        key={row.path}
        id={idOf(index)}
        row={row}
        words={props.words}
        active={index === active}
        onPress={() => {
          go(index)
          press(index)
        }}
      />
    )
  }
  if (!scrolls) {
    return (
      <div class="tree" {...attributes}>
        {rows.map((_, index) => renderRow(index))}
      </div>
    )
  }
  return (
    <VirtualList
      count={rows.length}
      rowHeight={ROW_HEIGHT}
      keyAt={(index) => rows[index]?.path ?? ''}
      indexOf={(key) =>
        Math.max(
          0,
          rows.findIndex((row) => row.path === key),
        )
      }
      renderRow={renderRow}
      version={rows}
      active={active}
      reveal={reveal}
      pageRef={page}
      attributes={{ ...attributes, class: 'tree' }}
    />
  )
}

interface TreeItemProps {
  readonly id: string
  readonly row: TreeRow
  readonly words: TreeWords
  readonly active: boolean
  onPress(): void
}

function TreeItem({ id, row, words, active, onPress }: TreeItemProps): JSX.Element {
  return (
    // Keys are handled by the tree, which keeps the focus.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      id={id}
      class={`tree-row${row.mark === undefined ? '' : ` tree-${row.mark}`}`}
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.place}
      aria-setsize={row.siblings}
      aria-expanded={row.expanded}
      aria-selected={active}
      style={{ paddingInlineStart: `${row.level * 14 - 8}px` }}
      onClick={onPress}
    >
      <span class={`tree-arrow${row.expanded === undefined ? '' : row.expanded ? ' tree-open' : ' tree-closed'}`} aria-hidden="true" />
      {row.more === undefined ? <KeyAndValue row={row} /> : <span class="link">{words.more(row.more)}</span>}
      {row.mark !== undefined && (
        <span class={`tree-mark tree-mark-${row.mark}`} role="img" aria-label={words.marks[row.mark]} title={words.marks[row.mark]}>
          {signs[row.mark]}
        </span>
      )}
    </div>
  )
}

const signs = { added: '+', changed: '~', inside: '•' } as const

function KeyAndValue({ row }: { readonly row: TreeRow }): JSX.Element {
  const look = lookOf(row.value)
  return (
    <>
      {row.key !== '' && (
        <>
          <bdi class="tree-key">{visibleText(row.key)}</bdi>
          <span class="tree-colon">: </span>
        </>
      )}
      {look === 'container' && row.expanded === true ? (
        <span class="value value-container muted">{headOf(row.value)}</span>
      ) : (
        <bdi class={`value value-${look}`}>{visibleText(previewOf(row.value, PREVIEW_ROOM))}</bdi>
      )}
    </>
  )
}
