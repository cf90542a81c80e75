import { type Family, guardText, redactedMark, secretField } from '../../../core/guard'
import type { Json } from '../../../core/value/json'
import type { DomReader } from './dom-reader'
import { labelOf } from './element-facts'

/** Stands for any typed text, whatever its length: the length of a secret is part of it. */
const MASK = '•••'
const OPTION_LENGTH = 80

/** What a control of one of these types holds was not typed: it is kept as it is. */
const choices = new Set(['range', 'color'])
const hints = ['type', 'autocomplete', 'name', 'id', 'inputmode']
const buttons = new Set(['button', 'submit', 'reset', 'image'])

/** The family of secrets that the control is for by its names, or undefined. `wasPassword`: it hid its text once. */
export function secretOf(dom: DomReader, control: object, wasPassword: boolean): Family | undefined {
  if (wasPassword) return 'password'
  const [type, autocomplete, name, id, inputmode] = hints.map((hint) => dom.attribute(control, hint))
  return secretField({ type, autocomplete, name, id, inputmode, label: labelOf(dom, control) })
}

/**
 * What a control holds, as far as it may be told: a marker for what the control
 * is named after as a secret, a mask of fixed width for typed text, the plain
 * value of a control that cannot hold typed text; undefined for what holds none.
 */
export function heldValue(dom: DomReader, control: object, wasPassword: boolean): Json | undefined {
  const tag = dom.tag(control)
  const type = tag === 'input' ? dom.attribute(control, 'type').toLowerCase() : tag
  if (buttons.has(type)) return undefined
  if (type === 'checkbox' || type === 'radio') return dom.checked(control)
  if (type === 'file') return dom.files(control)
  const held = tag === 'input' || tag === 'textarea' || tag === 'select'
  if (!held) return dom.editable(control) ? MASK : undefined
  const family = secretOf(dom, control, wasPassword)
  if (family) return redactedMark(family)
  if (tag === 'select') {
    const chosen = dom.chosen(control, OPTION_LENGTH).map((option) => guardText(option))
    return chosen.length === 1 && chosen[0] !== undefined ? chosen[0] : chosen
  }
  const value = dom.value(control)
  if (choices.has(type)) return guardText(value.slice(0, OPTION_LENGTH))
  return value && MASK
}
