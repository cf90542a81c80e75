import { commandsOf, onMac } from '../selectors/shortcuts'
import { actions } from './commands'
import type { Panel } from './panel'

/**
 * Listens for the panel's shortcuts. Gives what ends the listening.
 *
 * It listens below the document: there Chrome's DevTools wait, in every panel,
 * for keys of their own, among them `?`, A, H and Ctrl+F, and leave none of
 * them to the panel. Which they are depends on the panel that DevTools were
 * opened with. So what is taken here goes no further.
 */
export function listenForKeys(panel: Panel): () => void {
  const ended = new AbortController()
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isTaken(panel, event)) event.stopPropagation()
  }
  document.body.addEventListener('keydown', onKeyDown, { signal: ended.signal })
  return () => ended.abort()
}

/** Does what the key asks for. Gives whether the key is the panel's. */
function isTaken(panel: Panel, event: KeyboardEvent): boolean {
  if (event.defaultPrevented) return true
  // The browser closes the dialog.
  if (panel.dialog.value !== undefined) return event.key === 'Escape'
  if (event.isComposing) return false
  const pressed = commandsOf(event, onMac, isTextBox(event.target))
  const focus = event.target instanceof Element ? event.target : document.body
  const command = pressed.map((id) => actions[id]).find((action) => action.available(panel) && (action.hears?.(focus) ?? true))
  // The browser's own "save page" would be of no use here either, when there is nothing to do.
  const taken = command !== undefined || (pressed.length > 0 && (event.ctrlKey || event.metaKey))
  if (taken) event.preventDefault()
  command?.run(panel)
  return taken
}

export function isTextBox(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable)
}
