import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../../parts/button'
import { keyText } from '../../selectors/shortcuts'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.shortcuts.list
const rows: readonly (readonly [string, string])[] = [
  [keyText('record'), words.record],
  [keyText('reload'), words.reload],
  [keyText('export'), words.export],
  [keyText('import'), words.import],
  [keyText('filter'), words.filter],
  ['↑ ↓', words.move],
  ['PgUp PgDn', words.page],
  ['Home End', words.ends],
  ['← →', words.tree],
  ['[ ]', words.change],
  [keyText('escape'), words.escape],
  [keyText('help'), words.help],
]

/** Every shortcut, as a modal dialog. */
export function ShortcutsDialog(): JSX.Element | null {
  const panel = usePanel()
  const dialog = useRef<HTMLDialogElement>(null)
  const shown = panel.shortcutsShown.value
  useEffect(() => {
    if (shown) dialog.current?.showModal()
  }, [shown])
  if (!shown) return null
  const close = (): void => panel.showShortcuts(false)
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="shortcuts-title" onClose={close}>
      <div class="dialog-head">
        <h2 id="shortcuts-title">{text.shortcuts.title}</h2>
        <Button icon="close" show="icon" label={text.close} onPress={close} />
      </div>
      <dl class="shortcuts">
        {rows.map(([keys, does]) => (
          <div key={does}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
