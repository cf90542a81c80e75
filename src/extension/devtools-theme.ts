import { type ReadonlySignal, signal } from '@preact/signals'
import type { WxtBrowser } from 'wxt/browser'

export type Theme = 'light' | 'dark'

/** The theme of the DevTools around the panel, live. Chrome says `default` for light, and offers a setter where Firefox has an event. */
export function devtoolsTheme({ devtools }: WxtBrowser): ReadonlySignal<Theme> {
  const { panels } = devtools as unknown as { readonly panels: ThemedPanels }
  const theme = signal(themeOf(panels.themeName))
  const follow = (name: string) => {
    theme.value = themeOf(name)
  }
  panels.setThemeChangeHandler?.(follow)
  panels.onThemeChanged?.addListener(follow)
  return theme
}

/** What both browsers have of it; the shared type declarations know only one. */
interface ThemedPanels {
  readonly themeName: string
  setThemeChangeHandler?(callback: (name: string) => void): void
  readonly onThemeChanged?: { addListener(callback: (name: string) => void): void }
}

function themeOf(name: string): Theme {
  return name === 'dark' ? 'dark' : 'light'
}
