import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { usePanel } from '../../state/context'
import { useCopy } from '../../state/use-copy'
import { text } from '../../text'

/** Copies a link to the selected entry, where the panel has links. */
export function MomentLink(): JSX.Element | null {
  const { whereabouts } = usePanel()
  const copy = useCopy()
  const link = whereabouts.link()
  if (link === undefined) return null
  // Asked for again at the press: the filter may be another by then.
  return <Button icon="link" show="icon" label={text.viewing.copyLink} onPress={() => void copy(whereabouts.link() ?? link)} />
}
