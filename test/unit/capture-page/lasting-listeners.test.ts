import { expect, it } from 'vitest'
import { createLastingListeners } from '../../../src/capture/page/lasting-listeners'
import { createFakeWindow } from './lib/fake-window'
import { createHandClock } from './lib/hand-clock'

it('listeners are there again once the document was opened anew, and not after their end', () => {
  const page = createFakeWindow()
  const end = new AbortController()
  const heard: string[] = []
  const hear = (event: Event): void => void heard.push(event.type)
  createLastingListeners(page, createHandClock().natives, end.signal).listen(page, 'pagehide', hear)
  // As `document.open()` leaves a window.
  page.removeEventListener('pagehide', hear)
  page.dispatchEvent(new Event('pagehide'))
  expect(heard).toEqual([])
  for (const tell of page.observers) tell()
  for (const tell of page.observers) tell()
  page.dispatchEvent(new Event('pagehide'))
  expect(heard).toEqual(['pagehide'])
  end.abort()
  page.dispatchEvent(new Event('pagehide'))
  expect(heard).toEqual(['pagehide'])
})
