import { effect } from '@preact/signals'
import { render } from 'preact'
import type { PanelDeps } from './deps'
import { createPanel } from './state/panel'
import { PanelView } from './views/panel-view'

/**
 * Shows the panel in `root` until the signal ends. Sets `data-theme` on the
 * document's element as `deps.theme` says.
 */
export function mountPanel(root: HTMLElement, deps: PanelDeps, ended: AbortSignal): void {
  const panel = createPanel(deps, ended)
  const stopTheme = effect(() => {
    root.ownerDocument.documentElement.dataset.theme = deps.theme.value
  })
  render(<PanelView panel={panel} />, root)
  ended.addEventListener(
    'abort',
    () => {
      stopTheme()
      render(null, root)
    },
    { once: true },
  )
}
