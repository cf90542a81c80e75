import type { JSX } from 'preact'
import type { JobState } from '../../../core/jobs'
import { Button } from '../../parts/button'
import { effectOf, effectOfTargets } from '../../selectors/import/effects'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.import

/** What an import did, or would do. */
export function ImportOutcome({ job }: { readonly job: JobState }): JSX.Element | null {
  const { description, targets, request } = job
  if (description === undefined || request.kind !== 'import') return null
  const isCheck = request.check === true
  const effect = isCheck || targets === undefined ? effectOf(description, request.known ?? 'merge') : effectOfTargets(description, targets)
  return (
    <span class="strip-outcome import-outcome">
      {isCheck && <span>{words.would}</span>}
      {words.did(effect).map((told) => (
        <span key={told}>{told}</span>
      ))}
    </span>
  )
}

/** Takes back that other sessions were deleted with an import, as long as they can be brought back. */
export function BringBack({ job }: { readonly job: JobState }): JSX.Element | null {
  const { sessions, notices } = usePanel()
  const removed = job.result?.removed ?? []
  const here = new Set(sessions.list.value?.map(({ id }) => id))
  const gone = removed.filter((id) => !here.has(id))
  if (gone.length === 0) return null
  const restore = async (): Promise<void> => {
    for (const id of gone) await sessions.restore(id)
  }
  return (
    <Button look="outline" label={words.bringBack(gone.length)} onPress={() => void notices.attempt(text.sessions.restoring, restore)} />
  )
}
