import type { DomReader } from '../../../src/capture/page/probes/dom-reader'

/** An element as far as the probes look at one. */
export interface FakeElement {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (FakeElement | string)[]
  /** What was typed or chosen. */
  readonly held: { readonly value?: string; readonly checked?: boolean; readonly chosen?: readonly string[]; readonly files?: number }
  readonly label: string
  parent?: FakeElement
}

interface Given extends Partial<Pick<FakeElement, 'held' | 'label'>> {
  readonly [attribute: string]: unknown
}

/** `el('input', { name: 'user', held: { value: 'x' } })`; everything but `held` and `label` is an attribute. */
export function el(
  tag: string,
  { held = {}, label = '', ...attributes }: Given = {},
  children: readonly (FakeElement | string)[] = [],
): FakeElement {
  const texts = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]))
  const element: FakeElement = { tag, attributes: texts, children, held, label }
  for (const child of children) if (typeof child !== 'string') child.parent = element
  return element
}

/** The first element inside `root`, itself included, that `wanted` holds for. */
export function find(root: FakeElement, wanted: (element: FakeElement) => boolean): FakeElement {
  const search = (element: FakeElement): FakeElement | undefined => {
    if (wanted(element)) return element
    for (const child of element.children) {
      const found = typeof child === 'string' ? undefined : search(child)
      if (found) return found
    }
    return undefined
  }
  const found = search(root)
  if (!found) throw new Error('the test looks for an element that is not there')
  return found
}

function isElement(value: object): value is FakeElement {
  return 'tag' in value
}

function same(element: FakeElement): readonly FakeElement[] {
  return (element.parent?.children ?? []).filter((child) => typeof child !== 'string').filter((child) => child.tag === element.tag)
}

function textOf(element: FakeElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join(' ')
}

const held = (node: object): FakeElement['held'] => (isElement(node) ? node.held : {})

export const fakeDom: DomReader = {
  tag: (node) => (isElement(node) ? node.tag : ''),
  attribute: (node, name) => (isElement(node) ? (node.attributes[name] ?? '') : ''),
  parent: (node) => (isElement(node) ? node.parent : undefined),
  position: (node) => (isElement(node) && same(node).length > 1 ? same(node).indexOf(node) + 1 : 0),
  text: (node, length) => (isElement(node) ? textOf(node).trim().slice(0, length) : ''),
  labelText: (node, length) => (isElement(node) ? node.label.slice(0, length) : ''),
  value: (node) => held(node).value ?? '',
  checked: (node) => held(node).checked === true,
  chosen: (node) => held(node).chosen ?? [],
  files: (node) => held(node).files ?? 0,
  editable: (node) => isElement(node) && node.attributes.contenteditable === 'true',
}
