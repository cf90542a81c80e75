import type { JSX } from 'preact'
import { type ErrorReport, errors, errorText } from '../../../core/errors'
import { Button } from '../../parts/button'
import { Recorded } from '../../parts/recorded-text'
import { text } from '../../text'

/** An error in full: what happened, what to do, its code. Details may come from files and pages: text only. */
export function ErrorWords({ error }: { readonly error: ErrorReport }): JSX.Element {
  return (
    <span class="error-words">
      <Recorded text={errorText(error.code, error.detail)} /> <span class="error-next">{errors[error.code].next}</span>{' '}
      <code class="error-code">{error.code}</code>
    </span>
  )
}

/** In place of a whole view that cannot be shown. */
export function FailureView(props: { readonly title: string; readonly error: ErrorReport; onRetry(): void }): JSX.Element {
  return (
    <div class="scroller">
      <div class="hero" role="alert">
        <h1>{props.title}</h1>
        <p class="hero-lead">
          <ErrorWords error={props.error} />
        </p>
        <Button look="primary" icon="reload" label={text.tryAgain} onPress={props.onRetry} />
      </div>
    </div>
  )
}

/** In place of the panel when one of its own views threw: never blank. */
export function FaultView(props: { readonly why: string; onReload(): void }): JSX.Element {
  return (
    <main class="panel">
      <div class="hero" role="alert">
        <h1>{text.failure.panel}</h1>
        <p class="hero-lead">{text.failure.panelNext}</p>
        <p>
          <code class="error-code">
            <Recorded text={props.why} />
          </code>
        </p>
        <Button look="primary" icon="reload" label={text.failure.reload} onPress={props.onReload} />
      </div>
    </main>
  )
}
