import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { Progress } from '../../parts/progress'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.copyAs

/** A copy of something large, until it is on the clipboard. */
export function CopyStrip(): JSX.Element | null {
  const { copying } = usePanel()
  const state = copying.current.value
  if (state === undefined) return null
  return (
    <section class="strips" aria-label={words.region}>
      <div class="strip">
        <Icon name="copy" />
        <div class="strip-body" role="status">
          {state.is === 'working' ? words.working : words.ready}
        </div>
        {state.is === 'working' && (
          <div class="strip-progress">
            <Progress label={words.working} done={state.progress} total={1} />
          </div>
        )}
        {state.is === 'ready' && <Button look="outline" icon="copy" label={words.finish} onPress={() => void copying.finish()} />}
        <Button look="outline" label={text.cancel} onPress={copying.cancel} />
      </div>
    </section>
  )
}
