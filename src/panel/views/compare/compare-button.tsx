import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { keyText } from '../../selectors/shortcuts'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.compare

/** The way from an open session into a comparison, and back to the one that is there. */
export function CompareButton(): JSX.Element | null {
  const { compare, open, showDialog } = usePanel()
  const isKept = compare.pair.value !== undefined && !compare.shown.value
  return (
    <>
      {isKept && <Button icon="back" look="outline" class="fold-label" label={words.back} onPress={compare.show} />}
      {open.value?.session.value !== undefined && (
        <Button
          icon="fit"
          class="fold-label"
          label={words.with}
          hint={words.withHint}
          keys={keyText('compareSessions')}
          onPress={() => showDialog('compare')}
        />
      )}
    </>
  )
}
