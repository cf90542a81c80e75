import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { type Json, previewOf } from '../../../core/value'
import { Recorded } from '../../parts/recorded-text'
import { TreeFrame } from '../../parts/tree-frame'
import { type DiffRow, diffRows, FIRST_SAME } from '../../selectors/diff-rows'
import { formatCount } from '../../selectors/format'
import { headOf, lookOf } from '../../selectors/tagged'
import { useOpenSession } from '../../state/context'
import { playsOnSpace } from '../../state/playback'
import type { StateDiff } from '../../state/state-diff'
import { useCopy } from '../../state/use-copy'
import { text } from '../../text'

const words = text.stateViews
const signs = { added: '+', removed: '−', changed: '~' } as const
const PREVIEW_ROOM = 120

/** What differs between two states, in its place; what does not is folded. */
export function DiffTree({ diff }: { readonly diff: StateDiff }): JSX.Element {
  const { stateView, playback } = useOpenSession()
  const copy = useCopy()
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [shown, setShown] = useState<ReadonlyMap<string, number>>(new Map())
  const rows = useMemo(() => diffRows(diff.before, diff.after, diff.patch, { choices, shown }), [diff, choices, shown])

  function toggle(path: string): void {
    const open = rows.find((row) => row.path === path)?.expanded === true
    setChoices(new Map(choices).set(path, !open))
  }

  return (
    <TreeFrame
      name="diff"
      label={words.diff}
      rows={rows}
      scrolls
      classOf={({ is }) => (is === 'inside' ? '' : `diff-${is}`)}
      renderRow={(row) => <Content row={row} />}
      onToggle={toggle}
      onOpen={(paths) => setChoices(new Map([...choices, ...paths.map((path) => [path, true] as const)]))}
      onKey={playsOnSpace(playback)}
      onMore={(path) => setShown(new Map(shown).set(path, (shown.get(path) ?? FIRST_SAME) * 4))}
      onActive={(row) => {
        stateView.place.value = row.pointer
      }}
      onCopy={({ pointer, after }) => copy(({ partText }) => partText(after === undefined ? diff.before : diff.after, pointer))}
    />
  )
}

function Content({ row }: { readonly row: DiffRow }): JSX.Element {
  if (row.more !== undefined) return <span class="link">{text.tree.more(row.more)}</span>
  if (row.fold !== undefined) return <span class="muted">{words.unchanged(formatCount(row.fold))}</span>
  const { is, before, after } = row
  const sign = is === 'added' || is === 'removed' || is === 'changed' ? is : undefined
  return (
    <>
      {sign !== undefined && (
        <span class={`diff-sign diff-sign-${sign}`} role="img" aria-label={words.signs[sign]}>
          {signs[sign]}
        </span>
      )}
      {row.key !== '' && (
        <>
          <Recorded class="tree-key" text={row.key} />
          <span class="tree-colon">: </span>
        </>
      )}
      {is === 'inside' && after !== undefined && <span class="value value-container muted">{headOf(after)}</span>}
      {(is === 'removed' || is === 'changed') && before !== undefined && (
        <del>
          <Value value={before} />
        </del>
      )}
      {is === 'changed' && <span class="change-arrow"> → </span>}
      {is !== 'removed' && is !== 'inside' && after !== undefined && <Value value={after} />}
    </>
  )
}

function Value({ value }: { readonly value: Json }): JSX.Element {
  return <Recorded class={`value value-${lookOf(value)}`} text={previewOf(value, PREVIEW_ROOM)} />
}
