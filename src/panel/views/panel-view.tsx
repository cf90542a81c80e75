import type { JSX } from 'preact'
import { useErrorBoundary, useLayoutEffect, useRef } from 'preact/hooks'
import { PanelContext } from '../state/context'
import { listenForKeys } from '../state/keys'
import type { Panel } from '../state/panel'
import { listenForPastes } from '../state/pastes'
import { CompareDialog } from './compare/compare-dialog'
import { CompareScreen } from './compare/compare-screen'
import { ExportDialog } from './export/export-dialog'
import { Banners } from './frame/banners'
import { FaultView } from './frame/failure-view'
import { Palette } from './frame/palette'
import { ShortcutsDialog } from './frame/shortcuts-dialog'
import { StatusBar } from './frame/status-bar'
import { ToastView } from './frame/toast-view'
import { Toolbar } from './frame/toolbar'
import { WhereaboutsStrips } from './frame/whereabouts-strips'
import { ImportDialog } from './import/import-dialog'
import { RulesDialog } from './rules/rules-dialog'
import { SessionScreen } from './session-screen'
import { SessionsScreen } from './sessions/sessions-screen'
import { CopyStrip } from './share/copy-strip'
import { DropTarget } from './share/drop-target'
import { JobStrips } from './share/job-strips'
import { ScheduleStrips } from './share/schedule-strips'

/** The whole panel. A fault in any view shows as one, with a way on. */
export function PanelView({ panel }: { readonly panel: Panel }): JSX.Element {
  const [fault, reset] = useErrorBoundary()
  if (fault !== undefined) return <FaultView why={fault instanceof Error ? fault.message : String(fault)} onReload={reset} />
  return (
    <PanelContext.Provider value={panel}>
      <Frame panel={panel} />
    </PanelContext.Provider>
  )
}

function Frame({ panel }: { readonly panel: Panel }): JSX.Element {
  const root = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const element = root.current
    if (element === null) return
    const measure = (): void => panel.layout.measured(element.clientWidth)
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [panel])
  useLayoutEffect(() => listenForKeys(panel), [panel])
  useLayoutEffect(() => listenForPastes(panel), [panel])

  const open = panel.open.value
  return (
    <div ref={root} class={`panel panel-${panel.layout.arrangement.value}`}>
      <Toolbar />
      <Banners />
      <WhereaboutsStrips />
      <main class="screen">
        {open !== undefined ? (
          <SessionScreen key={open.id} open={open} />
        ) : panel.compare.shown.value ? (
          <CompareScreen />
        ) : (
          <SessionsScreen />
        )}
      </main>
      <ScheduleStrips />
      <JobStrips />
      <CopyStrip />
      <StatusBar />
      <ToastView />
      <DropTarget />
      <ShortcutsDialog />
      <Palette />
      <CompareDialog />
      <ExportDialog />
      <RulesDialog />
      <ImportDialog />
    </div>
  )
}
