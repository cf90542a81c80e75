import type { JSX } from 'preact'
import { useLayoutEffect, useMemo } from 'preact/hooks'
import type { Json } from '../../../core/value'
import { Tree } from '../../parts/tree'
import { treeStateOf } from '../../parts/use-tree-state'
import { changeMarks } from '../../selectors/change-rows'
import { unfoldingOf } from '../../selectors/state-search'
import { type ChangeMark, type TreeRow, treeRows } from '../../selectors/tree-rows'
import { useOpenSession } from '../../state/context'
import { playsOnSpace } from '../../state/playback'
import type { SourceMoment } from '../../state/source-states'
import { useCopy } from '../../state/use-copy'
import { text } from '../../text'

/** The whole state as a tree; what the selected entry changed is marked in it. */
export function StateTree({ value, moment }: { readonly value: Json; readonly moment: SourceMoment }): JSX.Element {
  const { selection, stateView, playback } = useOpenSession()
  const own = moment.changed?.row === selection.row.value
  const marks = useMemo(() => (own && moment.changes ? changeMarks(moment.changes) : undefined), [own, moment])
  const revealed = useMemo(() => revealedBy(marks), [marks])
  const choices = stateView.tree.value
  const state = useMemo(
    () =>
      treeStateOf(choices, revealed, (next) => {
        stateView.tree.value = next(stateView.tree.peek())
      }),
    [choices, revealed, stateView],
  )
  // A value without an inside is a tree of one line.
  const rows = useMemo(() => {
    const inside = treeRows(value, { ...state, marks })
    return inside.length > 0 ? inside : [leafRow(value)]
  }, [value, state, marks])
  const copy = useCopy()
  const { hit, matcher } = stateView.find
  const goal = stateView.goal.value
  // What holds the match has to be open before anybody can go there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a state that changes under an old goal opens nothing
  useLayoutEffect(() => {
    if (goal === undefined) return
    const { open, shown } = unfoldingOf(value, goal.path)
    state.unfold(open, shown)
  }, [goal?.token])
  return (
    <div class="state-tree">
      <Tree
        name="state"
        label={text.state.tree}
        words={text.tree}
        rows={rows}
        scrolls
        goal={goal}
        hit={hit.value}
        highlight={matcher.value?.parts}
        onToggle={state.toggle}
        onOpen={state.open}
        onKey={playsOnSpace(playback)}
        onMore={state.more}
        onActive={(row) => {
          stateView.place.value = row.path
        }}
        onCopy={(row) => copy(({ partText }) => partText(value, row.path))}
      />
    </div>
  )
}

/** More than a screenful of changes is easier to find in the list of changes. */
const MOST_REVEALED = 40

/** What has to be open for the changes to be seen. */
function revealedBy(marks: ReadonlyMap<string, ChangeMark> | undefined): ReadonlySet<string> {
  const inside = [...(marks ?? [])].filter(([, mark]) => mark === 'inside')
  return new Set(inside.length > MOST_REVEALED ? [] : inside.map(([path]) => path))
}

function leafRow(value: Json): TreeRow {
  return { path: '', key: '', level: 1, place: 1, siblings: 1, value, expanded: undefined, mark: undefined }
}
