import { type Command, changeStepOf, commandOf, onMac } from '../selectors/shortcuts'
import { chooseFile } from './choose-file'
import type { Panel } from './panel'

/** Marks the element that `/` goes to. */
export const filterBoxId = 'timeline-filter'

/** Listens for the panel's shortcuts. Gives what ends the listening. */
export function listenForKeys(panel: Panel): () => void {
  const ended = new AbortController()
  window.addEventListener('keydown', (event) => onKey(panel, event), { signal: ended.signal })
  return () => ended.abort()
}

function onKey(panel: Panel, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || panel.shortcutsShown.value) return
  const typing = isTextBox(event.target)
  const step = changeStepOf(event, typing)
  const open = panel.open.value
  if (step !== undefined && open !== undefined) {
    event.preventDefault()
    void open.source.step(step)
    return
  }
  const command = commandOf(event, onMac, typing)
  if (command !== undefined && run(panel, command)) event.preventDefault()
}

/** Gives whether the command did something. */
function run(panel: Panel, command: Command): boolean {
  const open = panel.open.value
  switch (command) {
    case 'record':
      void panel.recording.toggle()
      return true
    case 'reload':
      void panel.recording.start({ reload: true })
      return true
    case 'export':
      if (open !== undefined) void panel.shares.exportSession(open.id)
      // The browser's own "save page" would be of no use here either.
      return true
    case 'import':
      chooseFile(panel)
      return true
    case 'filter': {
      const box = document.getElementById(filterBoxId)
      box?.focus()
      return box !== null
    }
    case 'help':
      panel.showShortcuts(true)
      return true
    default:
      return false
  }
}

function isTextBox(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable)
}
