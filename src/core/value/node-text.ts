const MOST_PARENTS = 4
const LONGEST = 200

/**
 * A short CSS-like text that finds a DOM node again: `form#login > button.pay`.
 * Parents are added until one has an id. Nothing of a node is kept but this text.
 */
export function nodeText(node: object): string {
  let text = ''
  let at: unknown = node
  for (let parents = 0; isNode(at) && parents < MOST_PARENTS; parents++) {
    const { step, found } = stepOf(at)
    text = text === '' ? step : `${step} > ${text}`
    if (found) break
    at = Reflect.get(at, 'parentNode')
    if (isNode(at) && Reflect.get(at, 'nodeType') !== ELEMENT) break
  }
  return text.slice(0, LONGEST)
}

const ELEMENT = 1

/** By what it has, not by its class: a node of another frame is one too. */
export function isNode(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  return typeof Reflect.get(value, 'nodeType') === 'number' && typeof Reflect.get(value, 'nodeName') === 'string'
}

function stepOf(node: object): { readonly step: string; readonly found: boolean } {
  const name = String(Reflect.get(node, 'nodeName')).toLowerCase()
  // A form hands out its fields under their names: what should be a text may be an element.
  const id: unknown = Reflect.get(node, 'id')
  if (typeof id === 'string' && id !== '') return { step: `${name}#${id}`, found: true }
  const classes: unknown = Reflect.get(node, 'className')
  const first = typeof classes === 'string' ? classes.split(/\s+/, 3).filter(Boolean).slice(0, 2) : []
  return { step: [name, ...first].join('.'), found: false }
}
