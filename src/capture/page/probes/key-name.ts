/** Keys that act on a field and put nothing into it. */
const controlKeys = new Set(['Enter', 'Tab', 'Escape', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])
const silentKeys = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified', 'Compose'])
const KEY_LENGTH = 20

type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>

/**
 * The name of a keystroke that may be told, such as `Ctrl+K`, or undefined for
 * one that may be a part of typed text: in a field anything but control keys,
 * elsewhere a character without Ctrl, Alt or Meta (the rule is Sentry's).
 */
export function keyName(stroke: Stroke, inField: boolean): string | undefined {
  const { key, ctrlKey, altKey, metaKey, shiftKey } = stroke
  if (typeof key !== 'string' || silentKeys.has(key) || key.length > KEY_LENGTH) return undefined
  const modified = ctrlKey || altKey || metaKey
  // A space is a character too; `[...key]` counts one emoji as one.
  const character = [...key].length <= 1
  if (inField ? !controlKeys.has(key) : character && !modified) return undefined
  const modifiers = `${ctrlKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${metaKey ? 'Meta+' : ''}${shiftKey ? 'Shift+' : ''}`
  return modifiers + (character ? key.toUpperCase() : key)
}
