import { isObject } from '../callable'
import { accessor, type Read, textOrNone } from './accessor'
import type { Page } from './hooks'

/**
 * Reads elements through the browser's own accessors: a form's fields hide its
 * properties (`<input name="id">`), frameworks put properties of their own on
 * fields, and a target may be no element at all. Whatever cannot be read is
 * empty.
 */
export interface DomReader {
  /** Lower-case name of an element; empty for anything else. */
  tag(node: object): string
  attribute(element: object, name: string): string
  /** The element around this one, out of shadow trees too. */
  parent(element: object): object | undefined
  /** Which one it is among its parent's children of the same tag, from 1; 0 when it is the only one. */
  position(element: object): number
  /** What a reader of the page sees in it, without what was typed into it; at most `length` characters. */
  text(element: object, length: number): string
  /** The text of the labels that the page gives a control by reference. */
  labelText(element: object, length: number): string
  value(control: object): string
  checked(control: object): boolean
  /** The texts of the chosen options of a select. */
  chosen(select: object, length: number): readonly string[]
  /** How many files a file control holds. */
  files(control: object): number
  editable(element: object): boolean
}

const MOST_SIBLINGS = 200
const MOST_NODES = 60
const TEXT_NODE = 3
const unread = new Set(['textarea', 'select', 'script', 'style', 'noscript', 'template', 'iframe'])

const { apply } = Reflect
const objectOrNone = (value: unknown): object | undefined => (isObject(value) ? value : undefined)

export function createDomReader(page: Page): DomReader {
  const { Node, Element, HTMLElement, HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement } = page
  const { getAttribute } = page.Element.prototype
  const { getElementById } = page.Document.prototype
  const localName = accessor(Element, 'localName')
  const parentNode = accessor(Node, 'parentNode')
  const firstChild = accessor(Node, 'firstChild')
  const nextSibling = accessor(Node, 'nextSibling')
  const nodeType = accessor(Node, 'nodeType')
  const nodeValue = accessor(Node, 'nodeValue')
  const host = accessor(page.ShadowRoot, 'host')
  const before = accessor(Element, 'previousElementSibling')
  const after = accessor(Element, 'nextElementSibling')
  const isEditable = accessor(HTMLElement, 'isContentEditable')
  const values = [HTMLInputElement, HTMLTextAreaElement].map((owner) => accessor(owner, 'value'))
  const labels = [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement].map((owner) => accessor(owner, 'labels'))
  const isChecked = accessor(HTMLInputElement, 'checked')
  const fileList = accessor(HTMLInputElement, 'files')
  const selectedOptions = accessor(HTMLSelectElement, 'selectedOptions')

  const tag = (node: object): string => textOrNone(localName(node)).toLowerCase()

  const attribute = (element: object, name: string): string => {
    // Only elements have a tag, and only they have attributes.
    return localName(element) === undefined ? '' : textOrNone(apply(getAttribute, element, [name]))
  }

  const items = (list: unknown, most: number): readonly object[] => {
    const found: object[] = []
    const from: Readonly<Record<number, unknown>> = Object(list)
    for (let index = 0; index < most; index++) {
      const item = objectOrNone(from[index])
      if (!item) break
      found.push(item)
    }
    return found
  }

  const countSame = (element: object, step: Read, enough = MOST_SIBLINGS): number => {
    const name = localName(element)
    let count = 0
    let next = objectOrNone(step(element))
    for (let steps = 0; next && steps < MOST_SIBLINGS && count < enough; steps++) {
      if (localName(next) === name) count++
      next = objectOrNone(step(next))
    }
    return count
  }

  const text = (element: object, length: number): string => {
    let found = ''
    let nodes = 0
    const visit = (node: object): void => {
      for (let child = objectOrNone(firstChild(node)); child && found.length < length; child = objectOrNone(nextSibling(child))) {
        if (++nodes > MOST_NODES) return
        if (nodeType(child) === TEXT_NODE) found += ` ${textOrNone(nodeValue(child)).slice(0, length)}`
        else if (!unread.has(tag(child)) && isEditable(child) !== true) visit(child)
      }
    }
    visit(element)
    return found.replace(/\s+/g, ' ').trim().slice(0, length)
  }

  return {
    tag,
    attribute,
    parent(element) {
      const parent = objectOrNone(parentNode(element))
      return parent && (objectOrNone(host(parent)) ?? parent)
    },
    position(element) {
      const earlier = countSame(element, before)
      return earlier > 0 || countSame(element, after, 1) > 0 ? earlier + 1 : 0
    },
    text,
    labelText(element, length) {
      const [id] = attribute(element, 'aria-labelledby').split(' ')
      const named = id ? objectOrNone(apply(getElementById, page.document, [id])) : undefined
      if (named) return text(named, length)
      for (const read of labels) for (const label of items(read(element), 1)) return text(label, length)
      return ''
    },
    value: (control) => values.map((read) => textOrNone(read(control))).join(''),
    checked: (control) => isChecked(control) === true,
    chosen: (select, length) => items(selectedOptions(select), 20).map((option) => text(option, length)),
    files: (control) => items(fileList(control), 1000).length,
    editable: (element) => isEditable(element) === true,
  }
}
