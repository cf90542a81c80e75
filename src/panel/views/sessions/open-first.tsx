import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { keyText } from '../../selectors/shortcuts'
import { chooseFile } from '../../state/choose-file'
import { usePanel } from '../../state/context'
import { text } from '../../text'

/** Nothing stored yet, and nothing that could be recorded: a file is what to begin with. */
export function OpenFirst(): JSX.Element {
  const panel = usePanel()
  const words = text.viewing
  return (
    <div class="scroller">
      <div class="hero">
        <span class="open-first-mark">
          <Icon name="import" size={28} />
        </span>
        <h1>{words.title}</h1>
        <p class="hero-lead">{words.lead}</p>
        <div class="hero-actions">
          <Button look="primary" icon="import" label={words.choose} keys={keyText('import')} onPress={() => chooseFile(panel)} />
        </div>
        <p class="open-first-stays">
          <Icon name="shield" size={14} />
          <span>{words.stays}</span>
        </p>
        <p class="open-first-kinds">{text.drop.accepts}</p>
      </div>
    </div>
  )
}
