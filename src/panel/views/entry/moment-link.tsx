import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { usePanel } from '../../state/context'
import { useCopy } from '../../state/use-copy'
import { text } from '../../text'

/** Copies a link to the selected entry, where the panel has links. */
export function MomentLink(): JSX.Element | null {
  const { whereabouts } = usePanel()
  const copy = useCopy()
  const { here, linkTo } = whereabouts
  if (linkTo === undefined || here() === undefined) return null

  function press(): void {
    const place = here()
    if (place !== undefined && linkTo !== undefined) copy(({ linkText }) => linkText(place, linkTo))
  }

  return <Button icon="link" show="icon" label={text.viewing.copyLink} onPress={press} />
}
