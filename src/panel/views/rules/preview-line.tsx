import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { Progress } from '../../parts/progress'
import { sameFindings } from '../../selectors/export/request'
import { distinctIn } from '../../selectors/rules/findings'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { ErrorWords } from '../frame/failure-view'

const words = text.rules

/** Looks for what the export that is chosen would redact, and tells how much that is. */
export function PreviewLine(): JSX.Element {
  const { exporting, preview } = usePanel()
  const running = preview.running.value
  const request = exporting.request.value
  const isPossible = request.sanitize !== false && exporting.problem.value === undefined
  return (
    <div class="preview-line">
      <Button
        look="outline"
        icon={running === undefined ? 'search' : 'close'}
        class="preview-button"
        label={running === undefined ? words.preview : text.cancel}
        {...(running === undefined && { hint: words.previewHint })}
        disabled={running === undefined && !isPossible}
        onPress={() => (running === undefined ? void preview.run(request) : preview.cancel())}
      />
      {running !== undefined && (
        <span class="preview-progress">
          <Progress label={words.previewing} done={running.done} total={running.total} />
        </span>
      )}
      <div class="preview-words" role="status">
        {running === undefined ? <Outcome /> : words.looked(running.done)}
      </div>
    </div>
  )
}

/** The numbers, where they are of what is chosen. */
function Outcome(): JSX.Element | null {
  const { exporting, preview } = usePanel()
  const request = exporting.request.value
  const found = preview.found.value
  const failure = preview.failure.value
  if (request.sanitize === false) return <>{words.bare}</>
  if (failure !== undefined) return <ErrorWords error={failure} />
  if (found === undefined) return <span class="muted">{words.previewHint}</span>
  if (found.of !== sameFindings(request)) return <span class="muted">{words.outdated}</span>
  const { report } = found
  return <strong>{words.would(report.total, distinctIn(report), report.rules.length)}</strong>
}
