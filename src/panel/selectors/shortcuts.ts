/** What keys do in the panel. Each has a visible button too. */
export const commands = ['record', 'reload', 'export', 'import', 'filter', 'change', 'help', 'escape'] as const
export type Command = (typeof commands)[number]

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** The command of a key press. `typing`: the focus is in a text box, where single keys are text. */
export function commandOf(press: KeyPress, mac: boolean, typing: boolean): Command | undefined {
  if (press.altKey) return undefined
  const key = press.key.toLowerCase()
  const main = mac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey
  if (main) {
    if (key === 'e') return press.shiftKey ? 'reload' : 'record'
    if (press.shiftKey) return undefined
    return key === 's' ? 'export' : key === 'o' ? 'import' : undefined
  }
  if (press.ctrlKey || press.metaKey) return undefined
  if (press.key === 'Escape') return 'escape'
  if (typing) return undefined
  return press.key === '/' ? 'filter' : press.key === '?' ? 'help' : undefined
}

/** `[` and `]` step through the changes of the source; undefined for any other key. */
export function changeStepOf(press: KeyPress, typing: boolean): -1 | 1 | undefined {
  if (typing || press.ctrlKey || press.metaKey || press.altKey) return undefined
  return press.key === '[' ? -1 : press.key === ']' ? 1 : undefined
}

export const onMac = /Mac|iP(?:hone|ad)/.test(globalThis.navigator?.userAgent ?? '')

/** How the keys of a command are written here. */
export function keyText(command: Exclude<Command, 'change'>, mac = onMac): string {
  const main = mac ? '⌘' : 'Ctrl+'
  const keys = {
    record: `${main}E`,
    reload: mac ? '⇧⌘E' : 'Ctrl+Shift+E',
    export: `${main}S`,
    import: `${main}O`,
    filter: '/',
    help: '?',
    escape: 'Esc',
  }
  return keys[command]
}
