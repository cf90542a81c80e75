import { type Canary, canaries, encodingsOf } from '../../fixtures/canaries'

/** A kind of secret as the app has it. */
interface Leak {
  readonly text: string
  readonly name: string
  readonly label: string
  /** In encodings too: the sanitizer reads them; the guard, which works while the page does, reads names in plain sight. */
  readonly encoded: boolean
}

/** What runs in the page. */
export interface LeakyPage {
  /** Leaks everything in every way; the last of it is the mark `lastMark`. */
  leak(): Promise<void>
}

export const lastMark = 'all of it is out'
/** Those first that only an export takes out: a timeline shows its beginning. */
export const leaked: readonly Canary[] = canaries().toSorted((a, b) => Number(a.guard) - Number(b.guard))
/** Without a form of its own: known only from where it has a name. */
export const typed = leaked.find(({ family }) => family === 'secret-name')?.text ?? ''

/** The kinds of which some reading is in `text`. */
export function readable(text: string): readonly string[] {
  const forms = (value: string) => [...encodingsOf(value), Buffer.from(value).toString('hex')]
  return leaked.filter(({ value }) => forms(value).some((form) => text.includes(form))).map(({ family, value }) => `${family}: ${value}`)
}

/** Runs in the page, sent as text: a store of the Redux protocol, and an app that tells everybody what it holds. */
function app(leaks: readonly Leak[], last: string): void {
  const page = globalThis as unknown as {
    __REDUX_DEVTOOLS_EXTENSION__: { connect(options: object): { init(state: unknown): void; send(action: unknown, state: unknown): void } }
    playhead: { event(name: string, data: unknown): void; mark(name: string): void }
    leaky: LeakyPage
  }
  const tools = page.__REDUX_DEVTOOLS_EXTENSION__.connect({ name: 'leaky' })
  let state: Record<string, unknown> = {}
  tools.init(state)

  function say({ name, text, label, encoded }: Leak): void {
    const json = JSON.stringify({ [name]: text, ok: true })
    state = { ...state, [label]: { [name]: text, list: [{ [name]: text }] }, [`${label} said`]: `saved ${name}=${text}`, json }
    if (encoded) state = { ...state, [`${label} packed`]: btoa(json), [`${label} hex`]: hexOf(json) }
    tools.send({ type: `kept/${label}`, payload: { [name]: text } }, state)
    console.log(label, { [name]: text }, `${name}: ${text}`)
    console.error(new Error(`refused ${name}=${text}`))
    page.playhead.event(label, { [name]: text })
    page.playhead.mark(`${name}: ${text}`)
    postMessage({ [name]: text }, location.origin)
    localStorage.setItem(label, json)
    setTimeout(() => {
      throw new Error(`${name}: ${text}`)
    })
  }

  async function send({ name, text, label }: Leak): Promise<void> {
    const query = new URLSearchParams({ page: '2', [name]: text }).toString()
    history.pushState({}, '', `/?${query}#/${label}?${query}`)
    const headers = new Headers({ 'x-context': encodeURIComponent(JSON.stringify({ [name]: text })) })
    // No header can carry the line feeds of a private key.
    if (!/[\n\r]/.test(text) && /^[\w-]+$/.test(name)) headers.set(name, text)
    await fetch(`/api?${query}`, { headers })
  }

  function type({ name, text }: Leak): void {
    const field = Object.assign(document.createElement('input'), { name })
    document.body.append(field)
    field.value = text
    for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, { bubbles: true }))
    field.remove()
  }

  function hexOf(text: string): string {
    return [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  }

  page.leaky = {
    async leak() {
      for (const each of leaks) {
        say(each)
        type(each)
        await send(each)
      }
      history.pushState({}, '', '/')
      await new Promise((resolve) => setTimeout(resolve))
      page.playhead.mark(last)
    },
  }
}

export function leakyPage(): string {
  const leaks = leaked.map(({ text, name = 'note', guard }, at): Leak => ({ text, name, label: `kind ${at}`, encoded: !guard }))
  const data = JSON.stringify(leaks).replaceAll('<', '\\u003c')
  return `<!doctype html><title>A leaky app</title><body><label>Comment <input id="comment"></label>
    <script>(${String(app)})(${data}, ${JSON.stringify(lastMark)})</script>`
}
