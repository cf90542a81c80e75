import { type ReadonlySignal, signal } from '@preact/signals'

/** Light or dark, as the system says, now and whenever it changes. */
export function systemTheme(window: Pick<Window, 'matchMedia'>, ended: AbortSignal): ReadonlySignal<'light' | 'dark'> {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const theme = signal<'light' | 'dark'>(dark.matches ? 'dark' : 'light')
  dark.addEventListener(
    'change',
    () => {
      theme.value = dark.matches ? 'dark' : 'light'
    },
    { signal: ended },
  )
  return theme
}
