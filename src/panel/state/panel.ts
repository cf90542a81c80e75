import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import type { RulePack } from '../../core/model'
import type { PanelDeps, RecorderStatus } from '../deps'
import { copyText } from '../parts/copy-text'
import { sameFindings } from '../selectors/export/request'
import type { ImportChoice } from '../selectors/import/choice'
import { text } from '../text'
import { type Compare, createCompare } from './compare'
import { type Copying, createCopying } from './copying'
import { createExporting, type Exporting } from './exporting'
import { createImporting, type Importing } from './importing'
import { createLayout, type Layout } from './layout'
import { createMerges, type Merges } from './merges'
import { createNotices, type Notices } from './notices'
import { createOpenSession, type OpenSession } from './open-session'
import { createWhereabouts, type Whereabouts } from './places'
import { createPreview, type Preview } from './preview'
import { createRecording, type Recording } from './recording'
import { createRules, type Rules } from './rules'
import { createSchedules, type Schedules } from './schedules'
import { createSessionList, type SessionList } from './session-list'
import { createSessions, type Sessions } from './sessions'
import { createShares, type Shares } from './shares'
import { createToasts, type Toasts } from './toasts'
import { keepView } from './view-state'

export type DialogId = 'shortcuts' | 'palette' | 'note' | 'session' | 'compare' | 'export' | 'import' | 'rules'

/** The panel's state: what every view reads and every action goes through. */
export interface Panel {
  readonly sessions: Sessions
  readonly list: SessionList
  readonly merges: Merges
  /** The session on screen; undefined shows the list. */
  readonly open: ReadonlySignal<OpenSession | undefined>
  /** Two sessions beside each other. */
  readonly compare: Compare
  readonly recording: Recording
  readonly whereabouts: Whereabouts
  readonly shares: Shares
  /** Undefined where nothing runs while the panel is closed. */
  readonly schedules: Schedules | undefined
  readonly exporting: Exporting
  /** A person's own sanitizing rules. */
  readonly rules: Rules
  /** What the export that is chosen would redact. */
  readonly preview: Preview
  readonly importing: Importing
  readonly layout: Layout
  readonly toasts: Toasts
  readonly copying: Copying
  readonly notices: Notices
  readonly theme: PanelDeps['theme']
  /** The dialog that is on screen. */
  readonly dialog: ReadonlySignal<DialogId | undefined>
  /** Wall clock, for words such as "today". */
  now(): number
  /** `linked`: a link says which entry and filter to look at. */
  openSession(id: string, linked?: boolean): void
  closeSession(): void
  /** Asks how these sessions are to be exported. */
  askExport(sessions: readonly string[]): void
  /** The same of all of them, with everything in it. */
  askBackup(): void
  /** Shows the rules, over the dialog of an export where that is on screen; else for the open session, or those that are picked. */
  askRules(): void
  /** Leaves the rules, for the dialog that they came over. */
  leaveRules(): void
  /** True while an export is being chosen, the rules before it or not. */
  readonly exportShown: ReadonlySignal<boolean>
  /** Asks which files are to come in, and how. */
  askImport(change?: Partial<ImportChoice>): void
  showDialog(dialog: DialogId | undefined): void
}

export function createPanel(deps: PanelDeps, ended: AbortSignal): Panel {
  const toasts = createToasts(ended)
  const notices = createNotices()
  const layout = createLayout()
  const sessions = createSessions(deps.store, deps.env, ended)
  const open = signal<OpenSession | undefined>(undefined)
  const dialog = signal<DialogId | undefined>(undefined)
  let closing = new AbortController()

  function closeSession(): void {
    closing.abort()
    open.value = undefined
  }

  function openSession(id: string, linked = false): void {
    if (open.peek()?.id === id || ended.aborted) return
    closeSession()
    closing = new AbortController()
    const recorded = recordedIn(deps.recorder?.status.peek()) === id
    const next = createOpenSession(deps, id, sessions.list, recorded, closing.signal)
    open.value = next
    keepView(next, { store: deps.store, layout, recorded, linked }, closing.signal)
  }

  // A recording that begins while the panel is open is what the person wants to see.
  let known = recordedIn(deps.recorder?.status.peek())
  const stopFollowing = effect(() => {
    const session = recordedIn(deps.recorder?.status.value)
    const begun = session !== undefined && session !== known
    known = session
    if (begun) untracked(() => openSession(session))
  })

  // Before the session is closed at the end: that is nowhere to go.
  const whereabouts = createWhereabouts({ sessions, open, openSession, closeSession }, deps.places, ended)
  ended.addEventListener(
    'abort',
    () => {
      stopFollowing()
      closeSession()
    },
    { once: true },
  )
  const shares = createShares(deps.jobs, notices, ended)
  const overExport = signal(false)
  const exportShown = computed(() => dialog.value === 'export' || (dialog.value === 'rules' && overExport.value))
  const schedules = createSchedules(deps, notices, ended)
  const rules = createRules(deps)
  const readPacks = (): Promise<readonly RulePack[] | undefined> => notices.attempt(text.jobs.failedExport, rules.read)
  const exporting = createExporting(
    {
      ...{ store: deps.store, sessions, open, shares, schedules, packs: rules.inUse, readPacks },
      ...{ exported: deps.jobs.exported, shown: exportShown },
    },
    ended,
  )
  const preview = createPreview(deps.jobs, ended)
  const list = createSessionList(sessions, () => deps.env.now())
  followChoice({ dialog, exporting, preview }, ended)

  function ask(wanted: readonly string[], change?: Parameters<Exporting['ask']>[1]): void {
    preview.clear()
    exporting.ask(wanted, change)
    void rules.refresh()
  }

  const importShown = computed(() => dialog.value === 'import')
  const importing = createImporting({
    shares,
    shown: importShown,
    close() {
      dialog.value = undefined
    },
  })
  return {
    sessions,
    list,
    merges: createMerges(deps, notices, ended),
    open,
    compare: createCompare({ store: deps.store, open, openSession, closeSession }, ended),
    recording: createRecording(deps, notices, ended),
    whereabouts,
    shares,
    schedules,
    exporting,
    exportShown,
    rules,
    preview,
    importing,
    layout,
    toasts,
    copying: createCopying({ toasts, notices, put: copyText }, ended),
    notices,
    theme: deps.theme,
    dialog,
    now: () => deps.env.now(),
    openSession,
    closeSession,
    askExport(wanted) {
      ask(wanted)
      dialog.value = 'export'
    },
    askBackup() {
      ask(
        (sessions.list.peek() ?? []).map(({ id }) => id),
        { without: [], name: text.import.backupName },
      )
      dialog.value = 'export'
    },
    askRules() {
      overExport.value = dialog.peek() === 'export'
      if (!overExport.peek()) ask(open.peek() === undefined ? list.picked.peek() : [open.peek()?.id ?? ''])
      dialog.value = 'rules'
    },
    leaveRules() {
      dialog.value = overExport.peek() ? 'export' : undefined
    },
    askImport(change) {
      importing.ask(change)
      dialog.value = 'import'
    },
    showDialog(next) {
      dialog.value = next
    },
  }
}

/** While the rules are on screen, a preview that was made follows what is chosen; with the last dialog it ends. */
function followChoice(
  { dialog, exporting, preview }: { readonly dialog: ReadonlySignal<DialogId | undefined> } & Pick<Panel, 'exporting' | 'preview'>,
  ended: AbortSignal,
): void {
  let of: string | undefined
  const stop = effect(() => {
    const where = dialog.value
    const request = exporting.request.value
    const isShown = preview.found.value !== undefined || preview.running.value !== undefined || preview.failure.value !== undefined
    untracked(() => {
      const next = sameFindings(request)
      const isOther = of !== undefined && of !== next
      of = isShown ? next : undefined
      if (where === undefined) preview.cancel()
      else if (where === 'rules' && isShown && isOther && request.sanitize !== false && request.sessions.length > 0)
        void preview.run(request)
    })
  })
  ended.addEventListener('abort', stop, { once: true })
}

/** The session that is being written now; a status names one also after its disk got full. */
function recordedIn(status: RecorderStatus | undefined): string | undefined {
  return status?.state === 'recording' ? status.session : undefined
}
