import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { isRoutine, mostUrgentFirst } from '../../selectors/job-stage'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { ErrorWords } from '../frame/failure-view'
import { JobStrip } from './job-strip'

/** What is going on and what went wrong, above the status bar: never in the way of the rest. */
export function JobStrips(): JSX.Element | null {
  const { shares, notices, schedules } = usePanel()
  const scheduled = schedules?.list.value ?? []
  const jobs = mostUrgentFirst(shares.list.value.filter((job) => !isRoutine(job, scheduled)))
  const failed = notices.list.value
  if (jobs.length === 0 && failed.length === 0) return null
  return (
    <section class="strips" aria-label={text.jobs.region}>
      {failed.map((notice) => (
        <div key={notice.id} class="strip strip-error" role="alert">
          <Icon name="warning" />
          <div class="strip-body">
            <strong>{notice.doing}</strong> <ErrorWords error={notice.error} />
          </div>
          <Button icon="close" show="icon" label={text.dismiss} onPress={() => notices.dismiss(notice.id)} />
        </div>
      ))}
      {jobs.map((job) => (
        <JobStrip key={job.id} job={job} />
      ))}
    </section>
  )
}
