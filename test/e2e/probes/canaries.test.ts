import { expect, it } from 'vitest'
import { canaries, encodingsOf } from '../../fixtures/canaries'
import { allFacts, probedBrowser } from './probed-browser'

const probed = probedBrowser()

it('nothing the guard knows by name leaves the page, whatever way it came', async () => {
  const page = await probed.open()
  const planted = canaries().filter(({ guard }) => guard)
  expect(planted.length).toBeGreaterThan(5)
  for (const { text, name } of planted) {
    await page.evaluate(
      async ({ text, name }) => {
        const named = name === undefined ? text : `${name}=${encodeURIComponent(text)}`
        const object = name === undefined ? { note: text } : { [name]: text }
        const json = JSON.stringify(object)
        console.log(object, json, `${name ?? 'seen'}: ${text}`, new Map(Object.entries(object)), [{ deep: { deeper: json } }])
        console.error(new Error(`${name ?? 'seen'}: ${text}`))
        localStorage.setItem(name ?? 'note', text)
        sessionStorage.setItem('json', json)
        localStorage.assigned = json
        history.pushState({}, '', `/?${named}#${named}`)
        document.title = `${name ?? 'seen'}: ${text}`
        const happens = (target: EventTarget, type: string) =>
          new Promise((resolve) => target.addEventListener(type, resolve, { once: true }))
        const headers = new Headers({ 'x-json': json })
        if (name !== undefined) headers.set(name, text)
        await fetch(`/api/ok?${named}`, { headers })
        const xhr = new XMLHttpRequest()
        xhr.open('GET', `/api/ok?${named}`)
        xhr.setRequestHeader('x-json', json)
        if (name !== undefined) xhr.setRequestHeader(name, text)
        xhr.send()
        await happens(xhr, 'loadend')
        navigator.sendBeacon(`/api/ok?${named}`, json)
        const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/echo?${named}`)
        socket.addEventListener('open', () => socket.send(json))
        new EventSource(`/api/events?${named}`).close()
        new Worker(`/worker.js?${named}`).terminate()
        const image = document.createElement('img')
        const failures = [happens(window, 'unhandledrejection'), happens(window, 'error'), happens(image, 'error')]
        void Promise.reject(new Error(json))
        void Promise.reject(object)
        setTimeout(() => {
          throw new Error(`${name ?? 'seen'}: ${text}`)
        })
        document.body.innerHTML = ''
        image.src = `/missing?${named}`
        document.body.append(image)
        const field = Object.assign(document.createElement('input'), { name: name ?? 'note' })
        document.body.append(field)
        field.value = text
        field.focus()
        field.dispatchEvent(new Event('input', { bubbles: true }))
        field.dispatchEvent(new Event('change', { bubbles: true }))
        for (const key of text) field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
        const button = document.createElement('button')
        button.textContent = `${name ?? 'seen'}: ${text}`
        button.id = `b?${named}`
        document.body.append(button)
        button.click()
        await Promise.all(failures)
        window.dispatchEvent(new Event('visibilitychange'))
      },
      { text, name },
    )
  }
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')))
  const facts = await allFacts(page)
  for (const type of ['console', 'error', 'request', 'response', 'message', 'navigation', 'input', 'change', 'gap']) {
    expect(
      facts.some((fact) => fact.type === type),
      type,
    ).toBe(true)
  }
  const lines = facts.map((fact) => JSON.stringify(fact))
  const leaks = planted.flatMap(({ value, name }) =>
    encodingsOf(value).flatMap((form) =>
      lines.filter((line) => line.includes(form)).map((line) => `${name}: ${form} in ${line.slice(0, 500)}`),
    ),
  )
  expect(leaks).toEqual([])
})
