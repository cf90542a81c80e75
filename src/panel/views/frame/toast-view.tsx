import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { usePanel } from '../../state/context'
import { text } from '../../text'

/** The result of the last action, with its undo. The live region is always there, so that it is heard. */
export function ToastView(): JSX.Element {
  const { toasts } = usePanel()
  const toast = toasts.current.value
  return (
    <div class="toast-place" role="status">
      {toast !== undefined && (
        <div class="toast" onPointerEnter={toasts.hold} onPointerLeave={toasts.release} onFocusIn={toasts.hold} onFocusOut={toasts.release}>
          <span>{toast.text}</span>
          {toast.action !== undefined && (
            <Button
              look="outline"
              label={toast.action.label}
              onPress={() => {
                toast.action?.run()
                toasts.dismiss()
              }}
            />
          )}
          <Button icon="close" show="icon" label={text.dismiss} onPress={toasts.dismiss} />
        </div>
      )}
    </div>
  )
}
