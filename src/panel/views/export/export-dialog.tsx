import type { JSX, TargetedSubmitEvent } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Kind } from '../../../core/model'
import { Button } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import { holds, isSame, usualShape } from '../../selectors/export/choice'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { AgainField } from './again-field'
import { PartFields, SourceFields } from './content-fields'
import { FollowField } from './follow-field'
import { FormatFields } from './format-fields'
import { PresetField } from './preset-field'
import { SanitizeField } from './sanitize-field'
import { SessionFields } from './session-fields'
import { TimeFields } from './time-fields'

const words = text.export

/** The choice of what goes into a file and how it is written, while it is asked for. Enter exports as it stands. */
export function ExportDialog(): JSX.Element | null {
  const panel = usePanel()
  if (!panel.exportShown.value) return null
  return <ExportBox key={panel.exporting.asked.value.join()} />
}

function ExportBox(): JSX.Element {
  const panel = usePanel()
  const { exporting } = panel
  const run = useRef<HTMLButtonElement>(null)
  const problem = exporting.problem.value
  const close = (): void => panel.showDialog(undefined)

  // The dialog gives the focus to the first that can have it.
  useLayoutEffect(() => run.current?.focus(), [])

  function submit(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (problem !== undefined) return
    close()
    void exporting.run()
  }

  const { sanitize, since } = exporting.choice.value
  return (
    <Dialog name="export" title={words.title} close={text.close} class="export-dialog" onClose={close}>
      <form class="export-form" onSubmit={submit}>
        <div class="export-fields">
          <FollowField />
          {since === undefined && <PresetField />}
          <FormatFields />
          {since === undefined && (
            <>
              <PartFields />
              <SessionFields />
              <TimeFields />
              <SourceFields />
              <AgainField />
              <SanitizeField />
            </>
          )}
        </div>
        <div class="export-end">
          <Sum />
          {!isSame(exporting.choice.value, usualShape) && (
            <Button label={words.usual} hint={words.usualHint} onPress={() => exporting.change(usualShape)} />
          )}
          <Button look="outline" label={text.cancel} onPress={close} />
          <button
            ref={run}
            type="submit"
            class={`button ${sanitize ? 'button-primary' : 'button-danger'}`}
            disabled={problem !== undefined}
          >
            <span class="button-label">{sanitize ? words.run : words.runBare}</span>
          </button>
        </div>
      </form>
    </Dialog>
  )
}

/** How much is chosen, or why it cannot be exported. */
function Sum(): JSX.Element {
  const { exporting } = usePanel()
  const choice = exporting.choice.value
  const problem = exporting.problem.value
  // Without history, what is left of states are a few.
  const isTold = (kind: Kind): boolean => holds(choice, kind) && (kind !== 'state' || holds(choice, 'history'))
  const entries = exporting.kept.value.reduce((sum, { kept }) => {
    const kinds = Object.keys(kept) as (keyof typeof kept)[]
    return sum + kinds.reduce((all, kind) => all + (isTold(kind) ? kept[kind] : 0), 0)
  }, 0)
  return (
    <output class="export-sum" title={words.sumHint}>
      {problem === undefined ? (
        words.sum(Math.round(entries), exporting.sizeOf(choice.format, choice.compression))
      ) : (
        <span class="warn-words">{words.problems[problem]}</span>
      )}
    </output>
  )
}
