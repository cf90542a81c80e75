import type { JSX } from 'preact'
import type { Schedule } from '../../../core/jobs'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { Recorded } from '../../parts/recorded-text'
import { formatMoment } from '../../selectors/format'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.schedules

/** Exports that follow each other by themselves, each until somebody stops it. */
export function ScheduleStrips(): JSX.Element | null {
  const { schedules } = usePanel()
  const list = schedules?.list.value ?? []
  if (list.length === 0) return null
  return (
    <section class="strips" aria-label={words.region}>
      {list.map((schedule) => (
        <ScheduleStrip key={schedule.id} schedule={schedule} />
      ))}
    </section>
  )
}

function ScheduleStrip({ schedule }: { readonly schedule: Schedule }): JSX.Element {
  const { schedules, sessions, now } = usePanel()
  const { library, request, everyMinutes, everyEntries, last } = schedule
  const [first] = request.sessions
  const name = library === true ? words.library : (sessions.list.value?.find(({ id }) => id === first)?.name ?? '')
  return (
    <div class="strip strip-running" data-schedule={schedule.id}>
      <Icon name="export" />
      <div class="strip-body" role="status">
        <strong>{words.title}</strong>
        <Recorded class="strip-file" text={name} />
        <span class="muted">{everyMinutes === undefined ? words.everyEntries(everyEntries ?? 0) : words.everyMinutes(everyMinutes)}</span>
        {last !== undefined && <span class="muted">{words.last(formatMoment(last.at, now()))}</span>}
      </div>
      <span class="strip-actions">
        <Button look="outline" label={words.stop} onPress={() => void schedules?.stop(schedule.id)} />
      </span>
    </div>
  )
}
