import { commandsOf, onMac } from '../selectors/shortcuts'
import { actions } from './commands'
import type { Panel } from './panel'

/** Listens for the panel's shortcuts. Gives what ends the listening. */
export function listenForKeys(panel: Panel): () => void {
  const ended = new AbortController()
  window.addEventListener('keydown', (event) => onKey(panel, event), { signal: ended.signal })
  return () => ended.abort()
}

function onKey(panel: Panel, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || panel.dialog.value !== undefined) return
  const pressed = commandsOf(event, onMac, isTextBox(event.target))
  if (pressed.length === 0) return
  const focus = event.target instanceof Element ? event.target : document.body
  const command = pressed.map((id) => actions[id]).find((action) => action.available(panel) && (action.hears?.(focus) ?? true))
  command?.run(panel)
  // The browser's own "save page" would be of no use here either, when there is nothing to do.
  if (command !== undefined || event.ctrlKey || event.metaKey) event.preventDefault()
}

function isTextBox(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable)
}
