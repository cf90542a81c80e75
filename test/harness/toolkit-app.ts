/** A step of the fixture `toolkit`, as the app itself tells it. */
export interface ToolkitStep {
  readonly type: string
  readonly state: unknown
}

/**
 * Whether RTK Query says by this step that a quote is in use. It does so half a
 * second after that began, as the last that the page does by itself: whoever
 * compares what was recorded with what the app did waits for it.
 */
export function saysInUse({ type, state }: ToolkitStep, quote: number): boolean {
  const subscriptions = JSON.stringify(state).split('"subscriptions":')[1] ?? ''
  return type.endsWith('subscriptionsUpdated') && new RegExp(`"quote\\(${quote}\\)":\\{"`).test(subscriptions)
}
