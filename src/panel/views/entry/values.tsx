import type { JSX } from 'preact'
import { type Json, tagOf } from '../../../core/value'
import { ValueTree } from '../../parts/value-tree'
import { type Child, firstChildren } from '../../selectors/tagged'
import { useCopy } from '../../state/use-copy'
import { text } from '../../text'

interface ValuesProps {
  readonly name: string
  readonly label: string
  /** What holds the values: their paths lead there. */
  readonly root: Json
  readonly values: readonly Child[]
  readonly open?: readonly string[]
}

/** Recorded values as a tree, with the words of the catalogue. */
export function Values({ root, ...tree }: ValuesProps): JSX.Element {
  const copy = useCopy()
  return <ValueTree {...tree} words={text.tree} onCopy={(path) => copy(({ partText }) => partText(root, path))} />
}

/** One value as a tree: a plain object or list shows what is in it at once. */
export function OneValue({ name, label, value }: { readonly name: string; readonly label: string; readonly value: Json }): JSX.Element {
  const inside = tagOf(value) === undefined ? firstChildren(value) : []
  const isOpen = inside.length > 0
  const values = isOpen ? inside : [{ key: '', path: '/0', value }]
  return <Values name={name} label={label} root={isOpen ? value : [value]} values={values} open={['/0', '/payload']} />
}
