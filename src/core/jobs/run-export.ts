import {
  type ArchiveDocument,
  type ArchiveMeta,
  type ArchiveNote,
  currentVersion,
  gzip,
  readArchive,
  schemaName,
  writeArchive,
} from '../archive'
import { AppError } from '../errors'
import type { DocumentInfo, Entry, Note, Session } from '../model'
import { type ExportCut, type ExportedSession, exportSession } from '../transfer'
import { exportFileName } from './file-name'
import type { JobContext } from './job-context'
import type { ExportRequest, Findings } from './job-state'
import type { SanitizingPass } from './sanitizing'

interface Plan {
  readonly exported: ExportedSession
  readonly cut: ExportCut
  readonly findings: Findings
}

/**
 * Exports a session: a plan that finds everything before anything is written,
 * the writing through the same engine, and a check of what was written. A job
 * that was interrupted starts over with the entries it had first; what was staged
 * is written anew.
 */
export async function runExport(context: JobContext, request: ExportRequest, file: string): Promise<void> {
  const plan = await makePlan(context, request)
  const name = await write(context, request, plan, file)
  const bytes = await check(context, plan, file)
  await context.update({ phase: 'ready', progress: { done: bytes, total: bytes }, result: { file, name, bytes } })
}

async function makePlan(context: JobContext, request: ExportRequest): Promise<Plan> {
  const known = context.job().cut
  const exported = await exportSession(context.store, request.session, known)
  const pass = context.sanitizer.pass()
  sanitizeFrame(pass, exported, request)
  const walk = await startWalk(context, 'plan', exported, known)
  let lastSeq = 0
  for await (const batch of walk(exported.entries)) {
    pass.entries(batch)
    lastSeq = batch.at(-1)?.seq ?? lastSeq
    context.progress({ findings: pass.findings() })
  }
  const cut = known ?? { lastSeq, entries: context.job().entries.done }
  const findings = pass.findings()
  await context.update({ findings, cut })
  return { exported, cut, findings }
}

async function write(context: JobContext, request: ExportRequest, plan: Plan, file: string): Promise<string> {
  const { env, sanitizer, staging, signal } = context
  // The frame as the plan saw it: names and titles of a running session change.
  const { session, documents, notes } = plan.exported
  const { entries } = await exportSession(context.store, request.session, plan.cut)
  const walk = await startWalk(context, 'write', plan.exported, plan.cut)
  const pass = sanitizer.pass()
  const frame = sanitizeFrame(pass, { session, documents, notes }, request)
  const createdAt = context.job().createdAt

  async function* sanitized(): AsyncGenerator<readonly Entry[]> {
    for await (const batch of walk(entries)) yield pass.entries(batch)
  }
  const redaction = () => {
    const findings = pass.findings()
    if (findings.total !== plan.findings.total) throw new AppError('internal', { why: 'writing found something else than the plan' })
    return { engine: sanitizer.engine, rules: findings.rules }
  }
  const header = {
    schema: schemaName,
    schemaVersion: currentVersion,
    encryption: null,
    writer: context.writer,
    writtenAt: createdAt,
  } as const
  const archive = writeArchive(env, header, [{ ...frame, entries: sanitized() }], redaction)

  const sink = await staging.create(file)
  try {
    for await (const chunk of gzip(archive)) {
      signal.throwIfAborted()
      await sink.write(chunk)
    }
    signal.throwIfAborted()
    await sink.close()
  } catch (error) {
    await sink.abort()
    throw error
  }
  return exportFileName(frame.name, createdAt)
}

/** Reads the staged file back as any reader would, and looks for what the sanitizer should have removed. Gives its size. */
async function check(context: JobContext, plan: Plan, file: string): Promise<number> {
  const { env, sanitizer, staging, signal } = context
  const staged = await staging.open(file)
  let done = 0
  await context.update({ phase: 'check', progress: { done, total: staged.size }, entries: { done: 0, total: plan.cut.entries } })
  const counted = async function* () {
    // Read again from the beginning when something is wrong with it.
    done = 0
    for await (const chunk of staged.read()) {
      signal.throwIfAborted()
      done += chunk.length
      yield chunk
    }
  }
  let entries = 0
  for await (const part of readArchive(env, { read: counted })) {
    if (part.part === 'entries') {
      entries += part.entries.length
      for (const entry of part.entries) sanitizer.scan(`entry ${entry.seq}`, entry)
    } else sanitizer.scan(`the ${part.part}`, part)
    context.progress({ progress: { done, total: staged.size }, entries: { done: entries, total: plan.cut.entries } })
  }
  if (entries !== plan.cut.entries) throw new AppError('internal', { why: `${entries} of ${plan.cut.entries} entries were written` })
  signal.throwIfAborted()
  return staged.size
}

/** Begins a phase that walks the entries; what it gives counts them and ends with the job's signal. */
async function startWalk(context: JobContext, phase: 'plan' | 'write', { session }: ExportedSession, cut: ExportCut | undefined) {
  const { bytes } = session.counts
  const total = cut?.entries ?? session.counts.entries
  await context.update({ phase, progress: { done: 0, total: bytes }, entries: { done: 0, total } })
  return async function* walk(batches: AsyncIterable<readonly Entry[]>): AsyncGenerator<readonly Entry[]> {
    let done = 0
    for await (const batch of batches) {
      context.signal.throwIfAborted()
      yield batch
      done += batch.length
      // Bytes are known for the whole session only; entries stand in for their share.
      const share = total === 0 ? 1 : Math.min(1, done / total)
      context.progress({ progress: { done: Math.round(bytes * share), total: bytes }, entries: { done, total } })
    }
    context.signal.throwIfAborted()
  }
}

interface Frame {
  readonly meta: ArchiveMeta
  readonly documents: readonly ArchiveDocument[]
  readonly notes: readonly ArchiveNote[]
  /** For the file. */
  readonly name: string
}

/** All of a session that is no entry, sanitized, always in the same order. */
function sanitizeFrame(
  pass: SanitizingPass,
  {
    session,
    documents,
    notes,
  }: { readonly session: Session; readonly documents: readonly DocumentInfo[]; readonly notes: readonly Note[] },
  request: ExportRequest,
): Frame {
  const name = pass.text('name', session.name)
  return {
    meta: {
      id: session.id,
      name,
      description: pass.text('text', session.description),
      tags: session.tags.map((tag) => pass.text('text', tag)),
      origin: pass.text('url', session.origin),
      browser: session.browser,
      status: session.status,
      createdAt: session.createdAt,
      endedAt: session.endedAt,
    },
    documents: documents.map((document) => ({
      ...document,
      url: pass.text('url', document.url),
      title: pass.text('text', document.title),
    })),
    notes: notes.map((note) => ({
      ...note,
      text: pass.text('text', note.text),
      tags: note.tags.map((tag) => pass.text('text', tag)),
    })),
    name: request.name === undefined ? name : pass.text('name', request.name),
  }
}
