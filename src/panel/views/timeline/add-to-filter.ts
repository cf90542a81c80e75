import { withTerm } from '../../selectors/filter/complete'
import type { FilterKey } from '../../selectors/filter/keys'
import { onMac } from '../../selectors/shortcuts'
import type { OpenSession } from '../../state/open-session'

/** The value of a row that was pressed with Ctrl or Cmd becomes a part of the filter. Gives whether there was one. */
export function addToFilter(open: OpenSession, row: number, event: MouseEvent): boolean {
  if (!(onMac ? event.metaKey : event.ctrlKey) || !(event.target instanceof Element)) return false
  const term = termAt(open, row, event.target)
  if (term === undefined) return false
  open.filter.type(withTerm(open.filter.typed.value, ...term))
  return true
}

function termAt({ index, source: sources }: OpenSession, row: number, target: Element): readonly [FilterKey, string] | undefined {
  const type = index.types[index.type.data[row] ?? 0]
  const source = index.source.data[row] ?? 0
  if (type === undefined) return undefined
  if (target.closest('.row-kind svg') !== null) return ['kind', type.facet]
  if (target.closest('.row-kind') !== null) return source > 0 ? ['source', sources.nameOf(source - 1)] : ['type', type.type]
  const action = index.text.label(row)
  if (target.closest('.row-label') === null || type.kind !== 'state' || type.type !== 'change' || action === undefined) return undefined
  return ['action', action]
}
