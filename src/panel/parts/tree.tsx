import type { JSX } from 'preact'
import { previewOf } from '../../core/value'
import { headOf, lookOf } from '../selectors/tagged'
import type { TreeRow } from '../selectors/tree-rows'
import { Found, type Highlight } from './found'
import { TreeFrame, type TreeFrameProps } from './tree-frame'

/** The tree's own few words, from the catalogue. */
export interface TreeWords {
  more(count: number): string
  readonly marks: { readonly added: string; readonly changed: string; readonly inside: string }
}

export interface TreeProps extends Omit<TreeFrameProps<TreeRow>, 'renderRow' | 'classOf'> {
  readonly words: TreeWords
  /** Which parts of keys and values are what somebody looks for. */
  readonly highlight?: Highlight | undefined
  /** The row of the match that the person is at. */
  readonly hit?: string | undefined
}

/** Characters: more than fit; the rest is cut by the pane. */
const PREVIEW_ROOM = 140

/** Tagged JSON as a tree. */
export function Tree({ words, highlight, hit, ...frame }: TreeProps): JSX.Element {
  return (
    <TreeFrame
      {...frame}
      classOf={(row) => [row.mark && `tree-${row.mark}`, row.path === hit && 'tree-hit'].filter(Boolean).join(' ')}
      renderRow={(row) => <Content row={row} words={words} highlight={highlight} />}
    />
  )
}

const signs = { added: '+', changed: '~', inside: '•' } as const

interface ContentProps {
  readonly row: TreeRow
  readonly words: TreeWords
  readonly highlight: Highlight | undefined
}

function Content({ row, words, highlight }: ContentProps): JSX.Element {
  return (
    <>
      {row.more === undefined ? <KeyAndValue row={row} highlight={highlight} /> : <span class="link">{words.more(row.more)}</span>}
      {row.mark !== undefined && (
        <span class={`tree-mark tree-mark-${row.mark}`} role="img" aria-label={words.marks[row.mark]} title={words.marks[row.mark]}>
          {signs[row.mark]}
        </span>
      )}
    </>
  )
}

function KeyAndValue({ row, highlight }: Omit<ContentProps, 'words'>): JSX.Element {
  const look = lookOf(row.value)
  return (
    <>
      {row.key !== '' && (
        <>
          <bdi class="tree-key">
            <Found text={row.key} highlight={highlight} />
          </bdi>
          <span class="tree-colon">: </span>
        </>
      )}
      {look === 'container' && row.expanded === true ? (
        <span class="value value-container muted">{headOf(row.value)}</span>
      ) : (
        <bdi class={`value value-${look}`}>
          <Found text={previewOf(row.value, PREVIEW_ROOM)} highlight={look === 'container' ? undefined : highlight} />
        </bdi>
      )}
    </>
  )
}
