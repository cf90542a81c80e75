import type { JSX } from 'preact'
import type { Json } from '../../../core/value'
import { Button } from '../../parts/button'
import { Recorded } from '../../parts/recorded-text'
import { lookUp, pathSteps, readablePath } from '../../selectors/json-at'
import { draftFor } from '../../selectors/rules/from-value'
import { type CommandId, keyText } from '../../selectors/shortcuts'
import { actions } from '../../state/commands'
import { useOpenSession, usePanel } from '../../state/context'
import { alwaysRedact } from '../../state/rule-actions'
import { useCopy } from '../../state/use-copy'
import { text } from '../../text'

const words = text.stateViews.path

/** Where the person is in the state, step by step, and what can be asked about that place. */
export function PathBar({ root }: { readonly root: Json }): JSX.Element | null {
  const panel = usePanel()
  const { stateView } = useOpenSession()
  const copy = useCopy()
  const pointer = stateView.place.value
  if (pointer === undefined) return null
  const path = readablePath(root, pointer) || text.state.root
  const value = lookUp(root, pointer)
  const steps = pathSteps(root, pointer)
  const press = (command: CommandId) => ({ keys: keyText(command), onPress: () => actions[command].run(panel) })
  return (
    <div class="path-bar">
      <nav class="path-crumbs" aria-label={words.crumbs}>
        {steps.length === 0 && <Recorded class="path-crumb" text={path} />}
        {steps.map((step, at) => (
          <button
            key={step.pointer}
            type="button"
            class="path-crumb"
            aria-current={at === steps.length - 1 ? 'location' : undefined}
            onClick={() => {
              stateView.tab.value = 'tree'
              stateView.goTo(step.pointer)
            }}
          >
            <Recorded text={step.text} />
          </button>
        ))}
      </nav>
      <span class="pane-tools">
        <Button icon="up" show="icon" label={words.previous} {...press('previousPathChange')} />
        <Button icon="down" show="icon" label={words.next} {...press('nextPathChange')} />
        <Button label={words.who} {...press('whoChanged')} />
        <Button label={text.state.copyPath} onPress={() => copy(({ pathText }) => pathText(root, pointer, text.state.root))} />
        {draftFor(root, pointer) !== undefined && (
          <Button label={text.rules.always} hint={text.rules.alwaysHint} onPress={() => void alwaysRedact(panel, root, pointer)} />
        )}
        {value !== undefined && <Button label={text.state.copyValue} onPress={() => copy(({ partText }) => partText(root, pointer))} />}
      </span>
    </div>
  )
}
