/**
 * What keys do in the panel, by the name of the command; each has a button or a
 * line in the command palette too. `Main` is Ctrl, on a Mac Cmd; a key alone is
 * one only outside text boxes.
 */
export const bindings = {
  record: ['Main+e'],
  reload: ['Main+Shift+e'],
  export: ['Main+s'],
  import: ['Main+o'],
  backup: [],
  restore: [],
  rules: [],
  palette: ['Main+k'],
  sessions: [],
  findInState: ['Main+f'],
  filter: ['/', 'Main+f', 'Main+Shift+f'],
  clearFilter: [],
  previousEntry: [','],
  nextEntry: ['.'],
  previousChange: ['['],
  nextChange: [']'],
  play: [' '],
  previousPathChange: ['{'],
  nextPathChange: ['}'],
  whoChanged: ['h'],
  compareState: ['b'],
  latest: ['l'],
  zoomIn: ['w', '+', '='],
  zoomOut: ['s', '-'],
  earlier: ['a'],
  later: ['d'],
  centre: ['f'],
  range: ['r'],
  wholeRange: ['0'],
  bursts: ['g'],
  pin: ['p'],
  note: ['m'],
  letGo: ['escape'],
  undo: ['Main+z'],
  showDetails: ['1'],
  showState: ['2'],
  showJson: ['3'],
  showNotes: ['4'],
  showTree: ['5'],
  showRaw: ['6'],
  showDiff: ['7'],
  compareSessions: ['c'],
  backToComparison: [],
  firstDifference: [],
  previousDifference: ['['],
  nextDifference: [']'],
  swapSides: ['x'],
  closeComparison: [],
  help: ['?'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type CommandId = keyof typeof bindings

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const ids = Object.keys(bindings) as CommandId[]
/** What text boxes have a use of their own for. */
const ofTextBoxes: ReadonlySet<string> = new Set(['Main+z'])
/** Keys that are written otherwise than they are called. */
const written: Readonly<Record<string, string>> = { ' ': 'Space', escape: 'Esc' }

/** The commands of a key press, in the order of the list. `typing`: the focus is in a text box, where single keys are text. */
export function commandsOf(press: KeyPress, mac: boolean, typing: boolean): readonly CommandId[] {
  if (press.altKey) return []
  const main = mac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey
  if (!main && (press.ctrlKey || press.metaKey || typing)) return []
  const key = press.key.toLowerCase()
  // Signs are typed with Shift or without, as the keyboard has them.
  const shift = press.shiftKey && (main || /^[a-z0-9]$/.test(key))
  const pressed = `${main ? 'Main+' : ''}${shift ? 'Shift+' : ''}${key}`
  if (typing && ofTextBoxes.has(pressed)) return []
  return ids.filter((id) => (bindings[id] as readonly string[]).includes(pressed))
}

export const onMac = /Mac|iP(?:hone|ad)/.test(globalThis.navigator?.userAgent ?? '')

/** How the keys of a command are written here, the first of them first; none for a command without. */
export function keyTexts(command: CommandId, mac = onMac): readonly string[] {
  return bindings[command].map((binding) => {
    const parts = binding.split('+').filter((part) => part !== '')
    const last = parts.at(-1) ?? '+'
    const key = written[last] ?? last.toUpperCase()
    const main = binding.startsWith('Main+')
    const shift = parts.includes('Shift')
    if (mac) return `${shift ? '⇧' : ''}${main ? '⌘' : ''}${key}`
    return `${main ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${key}`
  })
}

/** The first of them; empty where there is none. */
export function keyText(command: CommandId, mac = onMac): string {
  return keyTexts(command, mac)[0] ?? ''
}
