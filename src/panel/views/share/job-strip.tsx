import type { JSX } from 'preact'
import type { JobState } from '../../../core/jobs'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { Progress } from '../../parts/progress'
import { Recorded } from '../../parts/recorded-text'
import { formatBytes } from '../../selectors/format'
import { stageOf } from '../../selectors/job-stage'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { ErrorWords } from '../frame/failure-view'
import { ExcerptLine } from './excerpt-line'
import { FileDescription } from './file-description'
import { Findings } from './findings'
import { BringBack, ImportOutcome } from './import-outcome'
import { ImportQuestion } from './import-question'

/** One export or import from its start to its dismissal. */
export function JobStrip({ job }: { readonly job: JobState }): JSX.Element {
  const stage = stageOf(job)
  const title = titleOf(job, stage)
  return (
    <div class={`strip strip-${stage}`} data-job={job.kind}>
      <Icon name={stage === 'failed' ? 'warning' : stage === 'done' ? 'check' : job.kind === 'redact' ? 'shield' : job.kind} />
      <div class="strip-body" role={stage === 'failed' ? 'alert' : 'status'}>
        <strong>{title}</strong>
        <Subject job={job} />
        {stage === 'failed' && job.error !== undefined && <ErrorWords error={job.error} />}
        {stage === 'done' && <Outcome job={job} />}
        {stage === 'done' && <ImportOutcome job={job} />}
        {stage === 'running' && <span class="muted">{phaseText(job)}</span>}
        {job.kind !== 'import' && stage !== 'failed' && <Findings job={job} done={stage === 'done'} />}
        {job.description !== undefined && <FileDescription description={job.description} />}
        <LeftOut job={job} />
        {stage === 'asking' && job.description !== undefined && <ImportQuestion job={job} description={job.description} />}
      </div>
      {stage === 'running' && <Running job={job} label={title} />}
      <StripActions job={job} />
    </div>
  )
}

function titleOf(job: JobState, stage: ReturnType<typeof stageOf>): string {
  const words = text.jobs
  if (stage === 'cancelled') return words.cancelled
  if (job.result?.nothingNew === true) return words.nothingNew
  if (job.request.kind === 'export')
    return { running: words.exporting, asking: words.exporting, done: words.exported, failed: words.failedExport }[stage]
  if (job.request.kind === 'redact')
    return { running: words.redacting, asking: words.redacting, done: words.redactedStored, failed: words.failedRedaction }[stage]
  const done = job.request.check === true ? text.import.checked : words.imported
  return { running: words.importing, asking: words.importing, done, failed: words.failedImport }[stage]
}

function phaseText({ phase }: JobState): string {
  return text.jobs.phases[phase] ?? phase
}

/** What is exported or imported: the session's name, or the file's. */
function Subject({ job }: { readonly job: JobState }): JSX.Element | null {
  const { sessions } = usePanel()
  const { request } = job
  const name =
    request.kind === 'import'
      ? request.files.map((file) => file.name).join(', ')
      : sessions.list.value?.find(({ id }) => id === request.sessions[0])?.name
  return name === undefined || job.result?.name !== undefined ? null : <Recorded class="strip-file" text={name} />
}

function Running({ job, label }: { readonly job: JobState; readonly label: string }): JSX.Element {
  const { done, total } = job.progress
  return (
    <div class="strip-progress">
      <Progress label={label} done={done} total={total} />
      <span class="strip-bytes">{text.jobs.bytes(done, total)}</span>
    </div>
  )
}

function Outcome({ job }: { readonly job: JobState }): JSX.Element {
  return (
    <span class="strip-outcome">
      {job.result?.name !== undefined && <Recorded class="strip-file" text={job.result.name} />}
      {job.result?.bytes !== undefined && <span class="muted">{formatBytes(job.result.bytes)}</span>}
    </span>
  )
}

/** What the file of an import did not hold of its session. */
function LeftOut({ job }: { readonly job: JobState }): JSX.Element | null {
  const [session, other] = job.description?.sessions ?? []
  return other === undefined ? <ExcerptLine excerpt={session?.excerpt} /> : null
}

function StripActions({ job }: { readonly job: JobState }): JSX.Element | null {
  const panel = usePanel()
  const stage = stageOf(job)
  if (stage === 'running') {
    return <Button look="outline" label={text.cancel} onPress={() => void panel.shares.cancel(job.id)} />
  }
  // The question has its own way out.
  if (stage === 'asking') return null
  const imported = job.kind === 'import' ? job.result?.session : undefined
  const saved = job.savedAt !== undefined || panel.shares.saved.value.has(job.id)
  return (
    <span class="strip-actions">
      {stage === 'done' && job.kind === 'export' && (
        <Button look="outline" label={saved ? text.jobs.saveAgain : text.jobs.save} onPress={() => void panel.shares.save(job.id)} />
      )}
      {imported !== undefined && <Button look="outline" label={text.jobs.open} onPress={() => panel.openSession(imported)} />}
      {stage === 'done' && <BringBack job={job} />}
      <Button icon="close" show="icon" label={text.dismiss} onPress={() => void panel.shares.dismiss(job.id)} />
    </span>
  )
}
