import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { ArchiveDescription, JobState, KnownPolicy } from '../../../core/jobs'
import { Button } from '../../parts/button'
import { effectOf, grownBy, hereOf } from '../../selectors/import/effects'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.import

interface Answer {
  readonly policy: KnownPolicy
  readonly label: string
  /** What it would do. */
  readonly effect: string
  readonly look: 'primary' | 'outline' | 'danger'
}

/** What a file would do here, and what the person wants of it. Nothing is stored before it is answered. */
export function ImportQuestion({ job, description }: { readonly job: JobState; readonly description: ArchiveDescription }): JSX.Element {
  const { shares } = usePanel()
  const box = useRef<HTMLDivElement>(null)
  const id = `question-${job.id}`
  const isClearing = job.request.kind === 'import' && job.request.clear === true
  const { count, recording } = hereOf(description)

  // To be read before anything is pressed: the focus goes to the question, not to an answer. It takes none from what is being typed.
  useLayoutEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) box.current?.focus()
  }, [])

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn as one
    <div ref={box} class="import-question" role="group" tabIndex={-1} aria-labelledby={id}>
      <strong id={id}>{titleOf(job, description)}</strong>
      {isClearing && <p>{words.clearing(job.others ?? 0, recording)}</p>}
      {recording && !isClearing && <p class="warn-words">{words.recording}</p>}
      <div class="import-answers">
        {answersOf(description, { isClearing, count, recording }).map(({ policy, label, effect, look }) => (
          <span key={label} class="import-answer">
            <Button look={look} label={label} onPress={() => void shares.answer(job.id, policy)} />
            <span class="form-hint">{effect}</span>
          </span>
        ))}
        <span class="import-answer">
          <Button look="outline" label={text.cancel} onPress={() => void shares.cancel(job.id)} />
        </span>
      </div>
    </div>
  )
}

function titleOf({ request }: JobState, description: ArchiveDescription): string {
  const { count } = hereOf(description)
  if (request.kind === 'import' && request.clear === true) return words.asks.clear
  if (description.grows === true) return words.asks.grows
  if (count > 0) return words.asks.known(count, description.sessions.length)
  return words.asks.chain(request.kind === 'import' ? request.files.length : 1)
}

function answersOf(
  description: ArchiveDescription,
  { isClearing, count, recording }: { readonly isClearing: boolean; readonly count: number; readonly recording: boolean },
): readonly Answer[] {
  const { answers, effects } = words
  const of = (policy: KnownPolicy) => effectOf(description, policy)
  const copy: Answer = { policy: 'copy', label: answers.copy, effect: effects.copy(of('copy')), look: 'outline' }
  if (isClearing) return [{ policy: 'overwrite', label: answers.clear, effect: effects.import(of('copy')), look: 'danger' }]
  if (count === 0 && description.grows !== true)
    return [{ policy: 'copy', label: answers.import, effect: effects.import(of('copy')), look: 'primary' }]
  const skip: readonly Answer[] =
    count < description.sessions.length ? [{ policy: 'skip', label: answers.skip, effect: effects.skip(of('skip')), look: 'outline' }] : []
  if (recording) return [copy, ...skip]
  if (description.grows === true)
    return [{ policy: 'merge', label: answers.grow, effect: effects.grow(grownBy(description)), look: 'primary' }, copy]
  return [
    { policy: 'merge', label: answers.merge, effect: effects.merge(of('merge')), look: 'primary' },
    copy,
    { policy: 'overwrite', label: answers.overwrite, effect: effects.overwrite(of('overwrite')), look: 'danger' },
    ...skip,
  ]
}
