import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { useOpenSession } from '../../state/context'
import { text } from '../../text'
import { ErrorWords } from '../frame/failure-view'

/** Why there are no rows, and the one thing to do about it. */
export function EmptyTimeline(): JSX.Element {
  const { loader, index, filter, time, session } = useOpenSession()
  const failure = loader.failure.value
  if (failure !== undefined) {
    return (
      <div class="placeholder" role="alert">
        <p>
          <ErrorWords error={failure} />
        </p>
        <Button look="outline" icon="reload" label={text.tryAgain} onPress={loader.retry} />
      </div>
    )
  }
  if (loader.loading.value) return <p class="placeholder">{text.timeline.loadingRows}</p>
  if (filter.searching.value) return <p class="placeholder">{text.timeline.searching}</p>
  if (filter.filtered.rows.length > 0) {
    return (
      <div class="placeholder">
        <p>{text.range.empty}</p>
        <Button look="outline" label={text.range.all} onPress={() => time.show(undefined)} />
      </div>
    )
  }
  if (index.rows > 0) {
    return (
      <div class="placeholder">
        <p>{text.timeline.nothing}</p>
        <Button look="outline" label={text.timeline.clearFilter} onPress={filter.clear} />
      </div>
    )
  }
  return <p class="placeholder">{session.value?.status === 'recording' ? text.timeline.waiting : text.timeline.none}</p>
}
