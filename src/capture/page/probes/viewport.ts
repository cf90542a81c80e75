import type { UserInput } from '../../../core/model'
import { accessor } from './accessor'
import { createDomReader } from './dom-reader'
import { describeTarget, isField } from './element-facts'
import type { Hooks } from './hooks'

/** So long, milliseconds, nothing may move for it to have come to rest. */
const REST = 150
const MOST_A_SECOND = 20

/** What part of the page is seen: where scrolls came to rest, and the size of the window. */
export function viewport({ recorder, page, listen, last, natives, safely, meter }: Hooks): void {
  const dom = createDomReader(page)
  const welcome = meter(MOST_A_SECOND, 'scrolls and sizes')
  const read = (owner: { readonly prototype: object }, name: string): ((of: object) => number) => {
    const of = accessor(owner, name)
    return (element) => Math.round(Number(of(element)))
  }
  const left = read(page.Element, 'scrollLeft')
  const top = read(page.Element, 'scrollTop')
  /** What moves, and when it last did. */
  const moving = new Map<object, number>()

  const tell = (data: Pick<UserInput, 'action' | 'target' | 'role' | 'label' | 'x' | 'y'>): void => {
    if (welcome()) recorder.record({ kind: 'event', type: 'input', data })
  }

  const tellRest = (target: object): void => {
    moving.delete(target)
    if (target === page) tell({ action: 'resize', target: 'window', x: page.innerWidth, y: page.innerHeight })
    else if (target === page.document)
      tell({ action: 'scroll', target: 'document', x: Math.round(page.scrollX), y: Math.round(page.scrollY) })
    else {
      const { placed: _, ...place } = describeTarget(dom, target)
      tell({ action: 'scroll', ...place, x: left(target), y: top(target) })
    }
  }

  const settle = (target: object): void => {
    const at = moving.get(target)
    if (at === undefined) return
    if (recorder.now() - at < REST) wait(target)
    else tellRest(target)
  }
  const wait = (target: object): void => natives.later(() => safely('viewport', () => settle(target)), REST)

  const move = (target: object): void => {
    if (!moving.has(target)) wait(target)
    moving.set(target, recorder.now())
  }

  listen(page, ['scrollend'], (event) => {
    const [target] = event.composedPath()
    // A field scrolls with what is typed into it: how far tells how long that is.
    if (event.isTrusted && target && !isField(dom, target)) move(target)
  })
  listen(page, ['resize'], (event) => {
    // A frame has the size that the page around it gives it.
    if (event.isTrusted && event.target === page && page.top === page) move(page)
  })
  last(() => {
    for (const target of moving.keys()) tellRest(target)
  })
}
