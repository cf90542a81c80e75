import type { UserInput } from '../../../core/model'
import { isObject } from '../callable'
import { heldValue } from './control-value'
import { createDomReader } from './dom-reader'
import { describeTarget, isField } from './element-facts'
import type { Hooks } from './hooks'
import { keyName } from './key-name'

const actions: Readonly<Record<string, UserInput['action']>> = {
  click: 'click',
  dblclick: 'dblclick',
  contextmenu: 'contextmenu',
  input: 'input',
  change: 'change',
  submit: 'submit',
  keydown: 'keydown',
  focusin: 'focus',
  focusout: 'blur',
  drop: 'drop',
  paste: 'paste',
  copy: 'copy',
  cut: 'cut',
}
/** One entry for a field in which somebody types, at most this often: an entry per keystroke would count the letters. */
const TYPING = 1000
const MOST_A_SECOND = 200

/** What a person does with the page: where, and never what was typed. */
export function input({ recorder, page, signal, natives, wrap, listen, meter }: Hooks): void {
  const dom = createDomReader(page)
  const { KeyboardEvent, MouseEvent, MutationObserver, SubmitEvent } = page
  const welcome = meter(MOST_A_SECOND, 'input')
  /** Fields that hid their text at any time: showing the password does not make it any less of one. */
  const passwords = new WeakSet<object>()
  let typing: { readonly field: WeakRef<object>; readonly secret: boolean; readonly at: number } | undefined

  const noteToggles = (records: readonly MutationRecord[]): void => {
    for (const { oldValue, target } of records) if (oldValue?.toLowerCase() === 'password') passwords.add(target)
  }
  const toggles = new MutationObserver(noteToggles)
  toggles.observe(page.document, { subtree: true, attributes: true, attributeFilter: ['type'], attributeOldValue: true })
  natives.listen(signal, 'abort', () => toggles.disconnect())

  const hidesText = (field: object): boolean => {
    noteToggles(toggles.takeRecords())
    if (dom.tag(field) === 'input' && dom.attribute(field, 'type').toLowerCase() === 'password') passwords.add(field)
    return passwords.has(field)
  }

  /** True when the entry would only tell that one more letter was typed. */
  const stillTyping = (field: object, secret: boolean): boolean => {
    const at = recorder.now()
    const same = typing?.field.deref() === field && (secret || at - typing.at < TYPING)
    if (!same) typing = { field: new WeakRef(field), secret, at }
    return same
  }

  listen(page, Object.keys(actions), (event) => {
    const action = actions[event.type]
    const target = event.composedPath()[0] ?? event.target
    if (!action || !target) return
    const field = isField(dom, target)
    let key: string | undefined
    if (action === 'keydown') {
      key = event instanceof KeyboardEvent && !event.repeat ? keyName(event, field) : undefined
      if (key === undefined) return
    }
    if ((action === 'focus' || action === 'blur') && !field) return
    const hides = hidesText(target)
    const value = action === 'input' || action === 'change' ? heldValue(dom, target, hides) : undefined
    if (action !== 'input') typing = undefined
    else if (typeof value !== 'boolean' && stillTyping(target, typeof value === 'object')) return
    if (!welcome()) return
    const { placed, ...place } = describeTarget(dom, target)
    const submitter = event instanceof SubmitEvent && event.submitter
    const label = submitter ? describeTarget(dom, submitter).label : place.label
    // A click by keyboard or script has no place of its own.
    const at = placed && event instanceof MouseEvent && event.detail > 0 ? event : undefined
    recorder.record({
      kind: 'event',
      type: 'input',
      data: {
        action,
        ...place,
        label,
        value,
        key,
        x: at && Math.round(at.clientX),
        y: at && Math.round(at.clientY),
        trusted: event.isTrusted ? undefined : false,
      },
    })
  })

  // No event tells of it: `submit` is for forms that a person, or `requestSubmit`, sends.
  wrap(page.HTMLFormElement.prototype, 'submit', (form) => {
    if (!isObject(form) || !dom.tag(form) || !welcome()) return undefined
    const { placed: _, ...place } = describeTarget(dom, form)
    recorder.record({ kind: 'event', type: 'input', data: { action: 'submit', ...place, trusted: false } })
    return undefined
  })
}
