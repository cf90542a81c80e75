import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { callText, inChrome, type Remote, readJson } from './firefox'
import { inWindow, openToolbox, originOfTarget, panelBrowser, runInTarget } from './firefox-scripts'
import type { Marionette } from './marionette'
import { until } from './until'

/** The extension's panel in Firefox's real toolbox. */
export interface FirefoxPanel {
  /** Runs in the panel's page. */
  evaluate<Args extends readonly unknown[], Result>(remote: Remote<Args, Result>, ...args: Args): Promise<Result>
  /** Clicks with the mouse what `find` gives, as a person would: the panel sees a trusted event. Waits until it is there and stands still. */
  click<Args extends readonly unknown[]>(find: Remote<Args, Element | null | undefined>, ...args: Args): Promise<void>
  /** Clicks the button with this accessible name. */
  press(name: string): Promise<void>
  /** Drops a file of this machine on what `selector` finds. */
  drop(selector: string, path: string): Promise<void>
  /** Closes the toolbox. */
  close(): Promise<void>
}

export async function openFirefoxPanel(
  marionette: Marionette,
  runPrivileged: (body: string) => Promise<unknown>,
  host: 'bottom' | 'right' | 'window' = 'bottom',
): Promise<FirefoxPanel> {
  await runPrivileged(openToolbox(host))
  const run = (expression: string) => runPrivileged(panelBrowser + runInTarget(expression))
  await until('the panel in the toolbox', async () => readJson<boolean>(await run(callText(() => document.readyState === 'complete', []))))

  const click: FirefoxPanel['click'] = async (find, ...args) => {
    const expression = `(async () => {
      const found = await (${String(find)})(...${JSON.stringify(args)})
      if (!found) return 'null'
      found.scrollIntoView({ block: 'nearest' })
      const box = found.getBoundingClientRect()
      return JSON.stringify([box.x + box.width / 2, box.y + box.height / 2])
    })()`
    let last = ''
    const [x, y] = await until('what is to be clicked to be there and to stand still', async () => {
      const place = readJson<readonly [number, number] | null>(await run(expression))
      const stands = place !== null && JSON.stringify(place) === last
      last = JSON.stringify(place)
      return stands ? place : undefined
    })
    const [left, top] = asPair(await runPrivileged(panelBrowser + originOfTarget))
    await inChrome(marionette, () => marionette.send('WebDriver:PerformActions', { actions: [clickAt(left + x, top + y)] }))
  }

  return {
    evaluate: async (remote, ...args) => readJson(await run(callText(remote, args))),
    click,
    press: (name) => click(buttonNamed, name),
    async drop(selector, path) {
      const bytes = readFileSync(path).toString('base64')
      await run(callText(dropFile, [selector, basename(path), bytes]))
    },
    async close() {
      await runPrivileged(`${inWindow}; await toolbox.destroy()`)
    },
  }
}

function buttonNamed(name: string): Element | undefined {
  return [...document.querySelectorAll('button, [role=button], [role=menuitem]')].find((button) => {
    const label = button.getAttribute('aria-label') ?? button.textContent ?? ''
    return label.trim() === name && button.getAttribute('aria-disabled') !== 'true' && !(button as HTMLButtonElement).disabled
  })
}

function dropFile(selector: string, name: string, base64: string): void {
  const target = document.querySelector(selector)
  if (target === null) throw new Error(`nothing is at ${selector}`)
  const transfer = new DataTransfer()
  transfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name))
  for (const type of ['dragenter', 'dragover', 'drop']) {
    target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }))
  }
}

function clickAt(x: number, y: number): object {
  return {
    type: 'pointer',
    id: 'mouse',
    parameters: { pointerType: 'mouse' },
    actions: [
      { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0, origin: 'viewport' },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ],
  }
}

function asPair(value: unknown): readonly [number, number] {
  if (Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number') return [value[0], value[1]]
  throw new Error(`Firefox gave no place: ${JSON.stringify(value)}`)
}
