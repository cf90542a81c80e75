import { guardText } from '../../../core/guard'
import type { Navigation } from '../../../core/model'
import { accessor, ownerOf, textOrNone } from './accessor'
import { tellAddress } from './address'
import type { Hooks } from './hooks'

const TITLE_LENGTH = 300

/** Where the page is and where it goes. */
export function navigation({ recorder, page, wrap, listen, safely }: Hooks): void {
  const { document, location, PageTransitionEvent, queueMicrotask } = page
  // Read natively: `<img name="title">` hides the document's own.
  const read = (name: string): (() => string) => {
    const of = accessor(page.Document, name)
    return () => textOrNone(of(document))
  }
  const title = read('title')
  const referrer = read('referrer')
  const visibility = read('visibilityState')
  let last = location.href

  const tell = (how: Navigation['how'], more: Partial<Navigation> = {}): void =>
    recorder.record({ kind: 'event', type: 'navigation', data: { how, url: tellAddress(location.href), ...more } })

  const tellTitle = (how: Navigation['how']): void => tell(how, { title: guardText(title().slice(0, TITLE_LENGTH)) || undefined })

  const tellMove = (how: Navigation['how']): void => {
    const from = last
    last = location.href
    tell(how, { from: tellAddress(from) })
  }

  const sameButHash = (): boolean => last !== location.href && last.split('#', 1)[0] === location.href.split('#', 1)[0]

  const begin = (): void => {
    const came = referrer()
    last = location.href
    tell('load', { referrer: came ? tellAddress(came) : undefined, title: guardText(title().slice(0, TITLE_LENGTH)) || undefined })
  }
  // What was lost of where it went meanwhile, a gap says.
  recorder.onBegin(begin, () => undefined)

  for (const [name, how] of [
    ['pushState', 'push'],
    ['replaceState', 'replace'],
  ] as const) {
    wrap(ownerOf(page.history, page.History, name), name, () => (_result, threw) => {
      if (!threw) tellMove(how)
    })
  }

  listen(page, ['DOMContentLoaded'], () => tellTitle('ready'))
  listen(page, ['load'], (event) => {
    // Images and frames load too, on their way down to them.
    if (event.target === document) tellTitle('complete')
  })
  // Following a link to a place in the page is both a popstate and a hashchange.
  listen(page, ['popstate'], () => {
    if (!sameButHash()) tellMove('traverse')
  })
  listen(page, ['hashchange'], () => tellMove('hash'))
  listen(page, ['pagehide'], (event) => tell(event instanceof PageTransitionEvent && event.persisted ? 'freeze' : 'leave'))
  listen(page, ['pageshow'], (event) => {
    if (event instanceof PageTransitionEvent && event.persisted) tell('restore')
  })
  listen(document, ['visibilitychange'], () => tell(visibility() === 'hidden' ? 'hidden' : 'visible'))

  // An app may move by the Navigation API alone, without any of the above.
  const { navigation: byApi } = page
  if (byApi) {
    listen(byApi, ['currententrychange'], (event) => {
      const type: unknown = Reflect.get(event, 'navigationType')
      if (type !== 'push' && type !== 'replace') return
      // Known by then, if it was `history` that moved.
      queueMicrotask(() =>
        safely('navigation', () => {
          if (last !== location.href && !sameButHash()) tellMove(type)
        }),
      )
    })
  }
}
