import { type ReadonlySignal, signal } from '@preact/signals'
import { render } from 'preact'
import { en } from './en'

/** What the page needs of the browser. */
export interface SitesDeps {
  /** Match patterns the person allowed. */
  readonly granted: ReadonlySignal<readonly string[]>
  /** Asks for a site; must be called while a click is being handled. */
  request(pattern: string): Promise<boolean>
  withdraw(pattern: string): Promise<void>
  /** Filled in at first: an origin. */
  readonly wanted: string
}

/** The match pattern of what a person typed: `shop.example`, `https://shop.example/cart`, or undefined when it is no site. */
export function patternOfTyped(typed: string): string | undefined {
  const text = typed.trim()
  if (text === '' || /\s/.test(text)) return undefined
  try {
    const url = new URL(/^\w+:\/\//.test(text) ? text : `https://${text}`)
    return url.protocol === 'http:' || url.protocol === 'https:' ? `${url.protocol}//${url.hostname}/*` : undefined
  } catch {
    return undefined
  }
}

export function mountSites(root: HTMLElement, deps: SitesDeps): void {
  const typed = signal(deps.wanted)
  const problem = signal('')

  function allow(event: SubmitEvent): void {
    event.preventDefault()
    const pattern = patternOfTyped(typed.value)
    if (pattern === undefined) {
      problem.value = en.notASite
      return
    }
    deps.request(pattern).then(
      (allowed) => {
        problem.value = allowed ? '' : en.refused
        if (allowed) typed.value = ''
      },
      (error: unknown) => {
        problem.value = `${en.failed} ${error instanceof Error ? error.message : ''}`
      },
    )
  }

  function Sites() {
    return (
      <main>
        <h1>{en.title}</h1>
        <p>{en.intro}</p>
        <form onSubmit={allow}>
          <label for="site">{en.site}</label>
          <input
            id="site"
            value={typed.value}
            placeholder="https://app.example.com"
            aria-describedby="problem"
            onInput={(event) => {
              typed.value = event.currentTarget.value
            }}
          />
          <button type="submit">{en.allow}</button>
          <p id="problem" role="status">
            {problem.value}
          </p>
        </form>
        <h2>{en.allowed}</h2>
        {deps.granted.value.length === 0 ? (
          <p>{en.none}</p>
        ) : (
          <ul>
            {deps.granted.value.map((pattern) => (
              <li key={pattern}>
                <code>{pattern}</code>
                <button type="button" onClick={() => void deps.withdraw(pattern)}>
                  {en.withdraw}
                </button>
              </li>
            ))}
          </ul>
        )}
      </main>
    )
  }

  render(<Sites />, root)
}
