import { type ArchiveHeader, compress, currentVersion, readArchive, schemaName, type WriteFormat, writeArchive } from '../archive'
import { AppError } from '../errors'
import type { Entry } from '../model'
import type { SelectingWalk } from '../selection'
import { outgoingFrame } from './export-frame'
import { startWalk } from './export-walk'
import { exportFileName } from './file-name'
import type { JobContext } from './job-context'
import type { ExportRequest } from './job-state'
import { type ExportPlan, entriesOf, fileNameOf, planExport, selectionOf, totalsOf } from './plan-export'
import { noSanitizing, type SanitizingPass, type SessionSanitizer } from './sanitizing'

/**
 * Exports sessions: a plan that finds everything before anything is written, the
 * writing through the same engine, and a check of what was written. A job
 * that was interrupted starts over with the entries it had first; what was staged
 * is written anew.
 */
export async function runExport(context: JobContext, request: ExportRequest, file: string): Promise<void> {
  const sanitizer = request.sanitize === false ? noSanitizing : context.sanitizer
  const plan = await planExport(context, request, sanitizer)
  const name = await write(context, request, { plan, sanitizer, file })
  const bytes = await check(context, { plan, sanitizer, file })
  await context.update({ phase: 'ready', progress: { done: bytes, total: bytes }, result: { file, name, bytes } })
}

interface Exporting {
  readonly plan: ExportPlan
  readonly sanitizer: SessionSanitizer
  /** In the staging area. */
  readonly file: string
}

async function write(context: JobContext, request: ExportRequest, { plan, sanitizer, file }: Exporting): Promise<string> {
  const { env, staging, signal } = context
  const { format = 'json', compression = 'default' } = request
  const { createdAt } = context.job()
  const walk = await startWalk(context, 'write', totalsOf(plan.sessions))
  const pass = sanitizer.pass()
  let name = fileNameOf(pass, request)

  async function* sessions() {
    for (const { frame, cut, selector } of plan.sessions) {
      pass.begin()
      const outgoing = outgoingFrame(pass, frame, selectionOf(request))
      name ??= outgoing.meta.name
      yield { ...outgoing, entries: taken(walk.over(await entriesOf(context, frame, cut)), selector.walk(), pass) }
    }
  }
  const redaction = () => {
    const findings = pass.findings()
    if (findings.total !== plan.findings.total) throw new AppError('internal', { why: 'writing found something else than the plan' })
    return { engine: sanitizer.engine, rules: findings.rules }
  }
  const header: ArchiveHeader = {
    schema: schemaName,
    schemaVersion: currentVersion,
    encryption: null,
    writer: context.writer,
    writtenAt: createdAt,
  }
  const written: WriteFormat = format === 'msgpack' ? { format, chunks: plan.sessions.map(({ chunks }) => chunks) } : { format }

  const sink = await staging.create(file)
  try {
    for await (const chunk of compress(writeArchive(env, header, sessions(), redaction, written), compression)) {
      signal.throwIfAborted()
      await sink.write(chunk)
    }
    signal.throwIfAborted()
    await sink.close()
  } catch (error) {
    await sink.abort()
    throw error
  }
  return exportFileName(name ?? '', createdAt, format, compression)
}

async function* taken(
  batches: AsyncIterable<readonly Entry[]>,
  walk: SelectingWalk,
  pass: SanitizingPass,
): AsyncGenerator<readonly Entry[]> {
  for await (const batch of batches) yield pass.entries(walk.take(batch))
  yield pass.entries(walk.end())
}

/** Reads the staged file back as any reader would, and looks for what the sanitizer should have removed. Gives its size. */
async function check(context: JobContext, { plan, sanitizer, file }: Exporting): Promise<number> {
  const { env, staging, signal } = context
  const staged = await staging.open(file)
  const total = plan.sessions.reduce((sum, session) => sum + session.entries, 0)
  let done = 0
  await context.update({ phase: 'check', progress: { done, total: staged.size }, entries: { done: 0, total } })
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
    context.progress({ progress: { done, total: staged.size }, entries: { done: entries, total } })
  }
  if (entries !== total) throw new AppError('internal', { why: `${entries} of ${total} entries were written` })
  signal.throwIfAborted()
  return staged.size
}
