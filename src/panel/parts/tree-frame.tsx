import type { ComponentChildren, JSX, TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type TreeLine, treeMove } from '../selectors/tree-rows'
import { VirtualList } from './virtual-list'

/** A row to go to, by its path; another `token` asks again. */
export interface TreeGoal {
  readonly path: string
  readonly token: unknown
}

export interface TreeFrameProps<Row extends TreeLine> {
  /** Unique among the trees on screen; prefixes the ids of its rows. */
  readonly name: string
  readonly label: string
  readonly rows: readonly Row[]
  /** Fills its surroundings and scrolls by itself; otherwise it is as tall as its rows. */
  readonly scrolls?: boolean
  readonly goal?: TreeGoal | undefined
  /** What stands behind the arrow of a row. */
  renderRow(row: Row): ComponentChildren
  /** Looks of a row beside those of any tree. */
  classOf?(row: Row): string
  onToggle(path: string): void
  /** Opens these, which are closed. */
  onOpen(paths: readonly string[]): void
  onMore(parent: string): void
  /** The row that the person is at. */
  onActive?(row: Row): void
  /** Ctrl or Cmd + C on a row. */
  onCopy?(row: Row): void
  /** Asked before the tree uses a key. Gives whether it was taken. */
  onKey?(event: KeyboardEvent, row: Row | undefined): boolean
}

const ROW_HEIGHT = 19

/** The ARIA tree pattern over lines: one focus stop, arrows move, open and close. */
export function TreeFrame<Row extends TreeLine>(props: TreeFrameProps<Row>): JSX.Element {
  const { name, rows, goal, scrolls = false } = props
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

  const reached = useRef<unknown>(undefined)
  // The row may have to be opened first, so it is looked for in whatever rows come.
  useLayoutEffect(() => {
    if (goal === undefined || goal.token === reached.current) return
    const index = rows.findIndex((row) => row.path === goal.path)
    if (index < 0) return
    reached.current = goal.token
    go(index)
  })

  function press(index: number): void {
    const row = rows[index]
    if (row?.more !== undefined) props.onMore(row.path.slice(0, -2))
    else if (row?.expanded !== undefined) props.onToggle(row.path)
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    const row = rows[active]
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') {
      if (row !== undefined && row.more === undefined && globalThis.getSelection()?.isCollapsed !== false) props.onCopy?.(row)
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (props.onKey?.(event, row)) {
      event.preventDefault()
      return
    }
    if (row?.more !== undefined && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      press(active)
      return
    }
    const move = treeMove(rows, active, event.key, page.current)
    if (move === undefined) return
    event.preventDefault()
    if ('go' in move) go(move.go)
    else if ('open' in move) props.onOpen(move.open)
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
        look={props.classOf?.(row)}
        active={index === active}
        onPress={() => {
          go(index)
          press(index)
        }}
      >
        {props.renderRow(row)}
      </TreeItem>
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
  readonly row: TreeLine
  readonly look: string | undefined
  readonly active: boolean
  readonly children: ComponentChildren
  onPress(): void
}

function TreeItem({ id, row, look, active, children, onPress }: TreeItemProps): JSX.Element {
  return (
    // Keys are handled by the tree, which keeps the focus.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      id={id}
      class={`tree-row${look === undefined || look === '' ? '' : ` ${look}`}`}
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
      {children}
    </div>
  )
}
