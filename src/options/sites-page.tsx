import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { render } from 'preact'
import { en } from './en'
import { patternOfTyped } from './pattern-of-typed'

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

export function mountSites(root: HTMLElement, deps: SitesDeps): void {
  const typed = signal(deps.wanted)
  const problem = signal('')

  async function allow(): Promise<void> {
    const pattern = patternOfTyped(typed.value)
    if (pattern === undefined) {
      problem.value = en.notASite
      return
    }
    try {
      const allowed = await deps.request(pattern)
      problem.value = allowed ? '' : en.refused
      if (allowed) typed.value = ''
    } catch (error) {
      problem.value = `${en.failed} ${error instanceof Error ? error.message : ''}`
    }
  }

  render(
    <main>
      <h1>{en.title}</h1>
      <p>{en.intro}</p>
      <AllowForm typed={typed} problem={problem} allow={allow} />
      <h2>{en.allowed}</h2>
      <AllowedSites granted={deps.granted} withdraw={deps.withdraw} />
    </main>,
    root,
  )
}

interface AllowFormProps {
  readonly typed: Signal<string>
  readonly problem: ReadonlySignal<string>
  allow(): Promise<void>
}

function AllowForm({ typed, problem, allow }: AllowFormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void allow()
      }}
    >
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
  )
}

function AllowedSites({ granted, withdraw }: Pick<SitesDeps, 'granted' | 'withdraw'>) {
  if (granted.value.length === 0) return <p>{en.none}</p>
  return (
    <ul>
      {granted.value.map((pattern) => (
        <li key={pattern}>
          <code>{pattern}</code>
          <button type="button" onClick={() => void withdraw(pattern)}>
            {en.withdraw}
          </button>
        </li>
      ))}
    </ul>
  )
}
