import { createChunkCounter } from '../../archive'
import type { Entry, Excerpt } from '../../model'
import { createEntrySelector, type EntrySelector, type Selection } from '../../selection'
import { type ExportCut, exportSession } from '../../transfer'
import type { JobContext } from '../job-context'
import type { ExportRequest, Findings } from '../job-state'
import { outgoingFrame, type SeenFrame } from './export-frame'
import { type ExportSettings, passOf } from './export-settings'
import { startWalk } from './export-walk'
import type { SanitizingPass } from './sanitizing'

/** What of a session will be written, and how much that is. */
export interface PlannedSession {
  readonly frame: SeenFrame
  readonly cut: ExportCut
  /** Has looked at the session where it has to. */
  readonly selector: EntrySelector
  /** Entries that are written, and the chunks that they make. */
  readonly entries: number
  readonly chunks: number
}

export interface ExportPlan {
  /** By when they began. */
  readonly sessions: readonly PlannedSession[]
  readonly selection: Selection
  readonly findings: Findings
}

interface SeenSession {
  readonly frame: SeenFrame
  /** Fixed by an earlier plan of the same job. */
  readonly cut: ExportCut | undefined
  readonly selector: EntrySelector
}

/** Finds and counts everything before anything is written. Rejects with `store/unknown-session`. */
export async function planExport(context: JobContext, settings: ExportSettings): Promise<ExportPlan> {
  const { request, selection } = settings
  const seen = await seeSessions(context, request.sessions, selection)
  for (const session of seen) if (session.selector.needsLook) await look(context, session)
  const pass = passOf(settings)
  fileNameOf(pass, request)
  const walk = await startWalk(context, 'plan', totalsOf(seen))
  const sessions: PlannedSession[] = []
  for (const session of seen) {
    const { frame, cut, selector } = session
    const counter = createCounter()
    pass.begin()
    outgoingFrame(pass, frame, selection)
    const taking = selector.walk()
    let lastSeq = 0
    let entries = 0
    for await (const batch of walk.over(await entriesOf(context, frame, cut))) {
      counter.add(pass.entries(taking.take(batch)))
      lastSeq = batch.at(-1)?.seq ?? lastSeq
      entries += batch.length
      context.progress({ findings: pass.findings() })
    }
    counter.add(pass.entries(taking.end()))
    const known = frame.session.excerpt ?? counter.excerpt()
    sessions.push({ frame: { ...frame, known }, cut: cut ?? { lastSeq, entries }, selector, ...counter.counts() })
  }
  const findings = pass.findings()
  await context.update({ findings, cuts: sessions.map(({ frame, cut }) => ({ session: frame.session.id, ...cut })) })
  return { sessions, selection, findings }
}

/** Sums over sessions, for progress: all bytes of each, and its entries up to where it is cut. */
export function totalsOf(sessions: readonly Pick<SeenSession, 'frame' | 'cut'>[]): { readonly bytes: number; readonly entries: number } {
  let bytes = 0
  let entries = 0
  for (const { frame, cut } of sessions) {
    bytes += frame.session.counts.bytes
    entries += cut?.entries ?? frame.session.counts.entries
  }
  return { bytes, entries }
}

/** The entries of a session from the beginning, up to its cut. */
export async function entriesOf(
  { store }: JobContext,
  { session }: SeenFrame,
  cut: ExportCut | undefined,
): Promise<AsyncIterable<readonly Entry[]>> {
  return (await exportSession(store, session.id, cut)).entries
}

async function seeSessions(context: JobContext, sessions: readonly string[], selection: Selection): Promise<readonly SeenSession[]> {
  const { store } = context
  const seen: SeenSession[] = []
  for (const id of new Set(sessions)) {
    const { session, documents, notes } = await exportSession(store, id)
    const cut = context.job().cuts?.find((known) => known.session === id)
    const frame = { session, documents, notes, view: await store.getView(id), known: session.excerpt }
    seen.push({ frame, cut, selector: createEntrySelector(selection, session.excerpt) })
  }
  const start = ({ frame: { session } }: SeenSession): number => session.createdAt
  return seen.sort((a, b) => start(a) - start(b) || (a.frame.session.id < b.frame.session.id ? -1 : 1))
}

async function look(context: JobContext, { frame, cut, selector }: SeenSession): Promise<void> {
  for await (const batch of await entriesOf(context, frame, cut)) {
    context.signal.throwIfAborted()
    selector.look(batch)
  }
}

/** Counts what will be written of a session, and whether numbers of its documents are missing, as in one whose beginning was removed. */
function createCounter() {
  const chunks = createChunkCounter()
  const lastN = new Map<string, number>()
  let entries = 0
  let hasHoles = false
  return {
    add(batch: readonly Entry[]): void {
      chunks.add(batch)
      entries += batch.length
      for (const { document, n } of batch) {
        const before = lastN.get(document)
        if (before !== undefined && n !== before + 1) hasHoles = true
        lastN.set(document, n)
      }
    },
    counts: () => ({ entries, chunks: chunks.chunks() }),
    excerpt: (): Excerpt | undefined => (hasHoles ? { without: [] } : undefined),
  }
}

/** The name of the file, without time and endings, sanitized like all else. To be asked for before the sessions, as in the plan. */
export function fileNameOf(pass: SanitizingPass, request: ExportRequest): string | undefined {
  return request.name === undefined ? undefined : pass.text('name', request.name)
}
