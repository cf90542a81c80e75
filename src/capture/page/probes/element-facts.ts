import { guardText, secretName } from '../../../core/guard'
import type { UserInput } from '../../../core/model'
import type { DomReader } from './dom-reader'

const LEVELS = 5
const NAME_LENGTH = 60
const LABEL_LENGTH = 80
const testIds = ['data-testid', 'data-test-id', 'data-test', 'data-cy', 'data-qa']
const plainName = /^[a-z][\w-]*$/i
/** Ids that frameworks make up anew on each load: `:r3:`, `ember1234`. */
const madeUp = /:|\d{4}/
/** Classes that a person named, not a build. */
const plainClass = /^[a-z]+(?:-[a-z]+)*$/

/** One step of a path, and whether it alone is enough to find the element. */
function stepOf(dom: DomReader, element: object): readonly [step: string, unique: boolean] {
  const tag = dom.tag(element)
  const named = (attribute: string): string => {
    const name = dom.attribute(element, attribute).slice(0, NAME_LENGTH)
    return name && `${tag}[${attribute}=${JSON.stringify(name)}]`
  }
  for (const testId of testIds) {
    const step = named(testId)
    if (step) return [step, true]
  }
  const id = dom.attribute(element, 'id')
  if (id && id.length <= NAME_LENGTH && !madeUp.test(id)) return [plainName.test(id) ? `${tag}#${id}` : named('id'), true]
  const name = named('name')
  if (name) return [name, false]
  const className = dom
    .attribute(element, 'class')
    .slice(0, 200)
    .split(/\s+/)
    .find((word) => plainClass.test(word))
  const position = dom.position(element)
  return [`${tag}${className ? `.${className}` : ''}${position > 0 ? `:nth-of-type(${position})` : ''}`, false]
}

/** The path to `target`, innermost first: up to five elements, ending early at one that has a name of its own. */
function stepsTo(dom: DomReader, target: object): readonly string[] {
  const steps: string[] = []
  let element: object | undefined = target
  while (element && steps.length < LEVELS) {
    const tag = dom.tag(element)
    if (!tag || (steps.length > 0 && (tag === 'body' || tag === 'html'))) break
    const [step, unique] = stepOf(dom, element)
    steps.push(step)
    if (unique) break
    element = dom.parent(element)
  }
  return steps
}

/** A readable path to an element, much like a selector: `form#login > input[name="user"]`. */
export function pathTo(dom: DomReader, target: object): string {
  // A text may be a target too.
  const element = dom.tag(target) ? target : (dom.parent(target) ?? target)
  return guardText(stepsTo(dom, element).toReversed().join(' > ')) || 'document'
}

const roles: Readonly<Record<string, string>> = {
  a: 'link',
  button: 'button',
  summary: 'button',
  select: 'combobox',
  option: 'option',
  textarea: 'textbox',
  form: 'form',
}
const inputRoles: Readonly<Record<string, string>> = {
  checkbox: 'checkbox',
  radio: 'radio',
  range: 'slider',
  number: 'spinbutton',
  search: 'searchbox',
  button: 'button',
  submit: 'button',
  reset: 'button',
  image: 'button',
}
/** Roles whose name is the text inside them. */
const namedByContent = /^(?:link|button|option|tab|menuitem\w*|checkbox|radio|switch|treeitem)$/

const inputType = (dom: DomReader, element: object): string => dom.attribute(element, 'type').toLowerCase()

function roleOf(dom: DomReader, element: object): string {
  const tag = dom.tag(element)
  const [role] = dom.attribute(element, 'role').slice(0, NAME_LENGTH).split(' ')
  if (role) return role
  return tag === 'input' ? (inputRoles[inputType(dom, element)] ?? 'textbox') : (roles[tag] ?? '')
}

/** What the element is called on the screen, cut short; never what was typed into it. */
export function labelOf(dom: DomReader, element: object): string {
  const says = (attribute: string): string => dom.attribute(element, attribute).slice(0, LABEL_LENGTH)
  const tag = dom.tag(element)
  const button = tag === 'input' && inputRoles[inputType(dom, element)] === 'button'
  const content = !dom.editable(element) && (tag === 'label' || (tag !== 'input' && namedByContent.test(roleOf(dom, element))))
  return (
    says('aria-label') ||
    dom.labelText(element, LABEL_LENGTH) ||
    (button && says('value')) ||
    (content && dom.text(element, LABEL_LENGTH)) ||
    says('alt') ||
    says('title') ||
    says('placeholder')
  )
}

/** The control that a click on `target` means: itself, or the button around an icon. */
function controlAround(dom: DomReader, target: object): object | undefined {
  let element: object | undefined = target
  for (let level = 0; element && level < LEVELS; level++) {
    if (dom.tag(element) === 'label' || roleOf(dom, element)) return element
    element = dom.parent(element)
  }
  return undefined
}

const keypadNames = ['id', 'name', 'class', 'aria-label', ...testIds]

/** The container of `key` that calls itself a secret's, as a keypad for a PIN does. */
function keypadAround(dom: DomReader, key: object): object | undefined {
  let element = dom.parent(key)
  for (let level = 0; element && level < LEVELS; level++) {
    for (const attribute of keypadNames) {
      for (const name of dom.attribute(element, attribute).slice(0, 200).split(/\s+/)) if (name && secretName(name)) return element
    }
    element = dom.parent(element)
  }
  return undefined
}

/** Something that holds what a person enters or chooses. */
export function isField(dom: DomReader, element: object): boolean {
  const tag = dom.tag(element)
  return (
    tag === 'textarea' || tag === 'select' || (tag === 'input' && inputRoles[inputType(dom, element)] !== 'button') || dom.editable(element)
  )
}

export interface Described extends Pick<UserInput, 'target' | 'role' | 'label'> {
  /** False when even the place of a click would tell what was entered. */
  readonly placed: boolean
}

/** Where something happened, in words. */
export function describeTarget(dom: DomReader, target: object): Described {
  const control = controlAround(dom, target)
  const label = control ? labelOf(dom, control) : ''
  // The keys of a keypad spell what they enter.
  const keypad = control && label.length <= 1 && !isField(dom, control) ? keypadAround(dom, control) : undefined
  if (keypad) return { target: pathTo(dom, keypad), role: 'button', placed: false }
  return {
    target: pathTo(dom, target),
    role: control ? roleOf(dom, control) || undefined : undefined,
    label: label ? guardText(label) : undefined,
    placed: true,
  }
}
