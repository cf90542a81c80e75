import type { JSX } from 'preact'
import { type Json, tagOf } from '../../../core/value'
import { ValueTree } from '../../parts/value-tree'
import { type Child, firstChildren } from '../../selectors/tagged'
import { useCopy } from '../../state/use-copy'
import { text } from '../../text'

/** Recorded values as a tree, with the words of the catalogue. */
export function Values(props: {
  readonly name: string
  readonly label: string
  readonly values: readonly Child[]
  readonly open?: readonly string[]
}): JSX.Element {
  const copy = useCopy()
  return <ValueTree {...props} words={text.tree} onCopy={(value) => void copy(JSON.stringify(value, null, 2))} />
}

/** One value as a tree: a plain object or list shows what is in it at once. */
export function OneValue({ name, label, value }: { readonly name: string; readonly label: string; readonly value: Json }): JSX.Element {
  const inside = tagOf(value) === undefined ? firstChildren(value) : []
  const values = inside.length > 0 ? inside : [{ key: '', path: '/0', value }]
  return <Values name={name} label={label} values={values} open={['/0', '/payload']} />
}
