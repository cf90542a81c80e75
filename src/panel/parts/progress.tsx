import type { JSX } from 'preact'

/** A progress bar; without a total it only says that work goes on. */
export function Progress({ label, done, total }: { readonly label: string; readonly done: number; readonly total: number }): JSX.Element {
  const known = total > 0
  const share = known ? Math.min(1, done / total) : 0
  return (
    <div
      class={`progress${known ? '' : ' progress-unknown'}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={known ? 0 : undefined}
      aria-valuemax={known ? 100 : undefined}
      aria-valuenow={known ? Math.round(share * 100) : undefined}
    >
      <div class="progress-done" style={known ? { inlineSize: `${share * 100}%` } : {}} />
    </div>
  )
}
