import { type JSX, render } from 'preact'
import { en } from './en'
import type { Lack } from './surroundings'

/** Says in place of the viewer why there is none, and what to do. */
export function showLack(root: HTMLElement, lack: Lack): void {
  render(<Statement lack={lack} />, root)
}

function Statement({ lack }: { readonly lack: Lack }): JSX.Element {
  const [title, next] = en.lacks[lack]
  return (
    <main class="scroller statement">
      <div class="hero" role="alert">
        <h1>{title}</h1>
        <p class="hero-lead">{next}</p>
      </div>
    </main>
  )
}
