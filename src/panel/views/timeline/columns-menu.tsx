import type { JSX } from 'preact'
import { MenuButton } from '../../parts/menu'
import { type TimelineColumn, timelineColumns } from '../../selectors/timeline-columns'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.range.columns

/** Switches on and off what the timeline tells of each entry beside its label. */
export function ColumnsMenu(): JSX.Element {
  const { layout } = usePanel()
  const shown = layout.columns.value
  const items = timelineColumns.map((column) => ({ id: column, label: words.names[column], checked: shown.includes(column) }))
  return <MenuButton label={words.menu} hint={words.hint} icon="columns" items={items} onChoose={layout.toggleColumn} />
}

/** Says what the columns are; each cell tells it by itself too. */
export function ColumnHeads({ columns }: { readonly columns: readonly TimelineColumn[] }): JSX.Element {
  const { heads } = words
  return (
    <div class="column-heads" aria-hidden="true">
      <span class="row-time">{heads.time}</span>
      <span class="row-kind">{heads.kind}</span>
      <span class="row-label">{heads.label}</span>
      {columns.map((column) => (
        <span key={column} class="row-extra">
          {heads[column]}
        </span>
      ))}
    </div>
  )
}
