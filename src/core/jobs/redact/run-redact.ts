import { AppError } from '../../errors'
import { type Entry, noCounts, type Session } from '../../model'
import type { ImportStage } from '../../store'
import { exportSession } from '../../transfer'
import { isJson, type Json } from '../../value'
import { type EntryWalk, startWalk } from '../entry-walk'
import type { SanitizingPass, SessionSanitizer } from '../export/sanitizing'
import type { JobContext } from '../job-context'
import type { RedactRequest } from '../job-state'

/** What there is of a session. */
interface Stored {
  readonly session: Session
  readonly view: Json | undefined
  entries(): Promise<AsyncIterable<readonly Entry[]>>
}

/**
 * Takes what rules find out of sessions where they are stored: entries, columns,
 * search texts, notes, names and how somebody looked at them are written anew, looked
 * at, and take the place of what was there, all together or not at all. Nothing of it
 * is kept, there is no way back, and files that were exported before are no base of
 * later ones any more. Rejects with `store/recording` for what is being recorded.
 */
export async function runRedact(context: JobContext, request: RedactRequest): Promise<void> {
  const { store } = context
  const stored = await Promise.all(request.sessions.map((id) => readSession(context, id)))
  const recording = stored.find(({ session }) => session.status === 'recording')
  if (recording !== undefined) throw new AppError('store/recording', { session: recording.session.id })
  const learning = context.sanitizer(request.templates ?? [], request.packs)
  const known = await learn(context, learning, stored)
  const sanitizer = known.length === 0 ? learning : learning.knowing(known)
  const walk = await startWalk(context, 'append', totalsOf(stored))
  const pass = sanitizer.pass(context.env.id())
  const stages: ImportStage[] = []
  try {
    for (const one of stored) await rewrite(context, one, { pass, sanitizer, stages, walk })
    context.signal.throwIfAborted()
    await store.commitImports(stages)
    await forgetFiles(context, request.sessions)
  } catch (error) {
    for (const stage of stages) await stage.abandon()
    throw error
  }
  // A rule may hold the very text that is to be nowhere.
  const { packs: _, ...done } = request
  await context.update({ phase: 'done', request: done, result: { sessions: request.sessions, report: pass.report() } })
}

/** What was exported before shows what is gone, and nothing can go on from it. */
async function forgetFiles({ files }: JobContext, sessions: readonly string[]): Promise<void> {
  for (const { id, checkpoint } of await files.list()) {
    if (checkpoint.sessions.some((session) => sessions.includes(session.id))) await files.delete(id)
  }
}

async function readSession({ store }: JobContext, id: string): Promise<Stored> {
  const session = await store.getSession(id)
  const view: unknown = await store.getView(id)
  return { session, view: isJson(view) ? view : undefined, entries: async () => (await exportSession(store, id)).entries }
}

/** What the rules are sure of anywhere, so that it goes wherever it stands. */
async function learn(context: JobContext, sanitizer: SessionSanitizer, stored: readonly Stored[]): Promise<readonly string[]> {
  const walk = await startWalk(context, 'plan', totalsOf(stored))
  const pass = sanitizer.pass()
  for (const one of stored) {
    pass.begin()
    for await (const batch of walk.over(await one.entries())) pass.entries(batch)
  }
  return pass.known()
}

interface Rewriting {
  readonly pass: SanitizingPass
  readonly sanitizer: SessionSanitizer
  readonly stages: ImportStage[]
  readonly walk: EntryWalk
}

async function rewrite(
  context: JobContext,
  { session, view, entries }: Stored,
  { pass, sanitizer, stages, walk }: Rewriting,
): Promise<void> {
  const { store } = context
  const { documents, notes } = await exportSession(store, session.id)
  pass.begin()
  const frame = pass.frame({ meta: session, documents, notes, view })
  sanitizer.scan(`session ${session.id}`, frame)
  const { name, description, tags, origin, browser, excerpt } = frame.meta
  const cleaned: Session = { ...session, name, description, tags, origin, browser, ...(excerpt && { excerpt }), counts: noCounts }
  const stage = await store.stageImport(cleaned, frame.documents, frame.notes, {
    replace: true,
    ...(isJson(frame.view) && { view: frame.view }),
  })
  stages.push(stage)
  for await (const batch of walk.over(await entries())) {
    const clean = pass.entries(batch)
    for (const entry of clean) sanitizer.scan(`entry ${entry.seq}`, entry)
    await stage.add(clean)
    context.progress({ findings: pass.findings() })
  }
}

function totalsOf(stored: readonly Stored[]): { readonly bytes: number; readonly entries: number } {
  return {
    bytes: stored.reduce((sum, { session }) => sum + session.counts.bytes, 0),
    entries: stored.reduce((sum, { session }) => sum + session.counts.entries, 0),
  }
}
