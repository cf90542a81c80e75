import type { JSX } from 'preact'
import type { Json } from '../../../core/value'
import { Button } from '../../parts/button'
import { Recorded } from '../../parts/recorded-text'
import { lookUp, readablePath } from '../../selectors/json-at'
import { useOpenSession } from '../../state/context'
import { useCopy } from '../../state/use-copy'
import { text } from '../../text'

/** Where the person is in the state, to be copied. */
export function PathBar({ root }: { readonly root: Json }): JSX.Element | null {
  const { stateView } = useOpenSession()
  const copy = useCopy()
  const pointer = stateView.place.value
  if (pointer === undefined) return null
  const path = readablePath(root, pointer) || text.state.root
  const value = lookUp(root, pointer)
  return (
    <div class="path-bar">
      <Recorded class="path-text" text={path} />
      <Button label={text.state.copyPath} onPress={() => void copy(path)} />
      {value !== undefined && <Button label={text.state.copyValue} onPress={() => void copy(JSON.stringify(value, null, 2))} />}
    </div>
  )
}
