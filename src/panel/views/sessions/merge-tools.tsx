import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { Progress } from '../../parts/progress'
import { usePanel } from '../../state/context'
import { mergePicked } from '../../state/session-actions'
import { text } from '../../text'

const words = text.sessionList

/** What can be done with the sessions that were picked out, or how far that is. */
export function MergeTools(): JSX.Element | null {
  const panel = usePanel()
  const picked = panel.list.picked.value.length
  const running = panel.merges.running.value
  if (running !== undefined) {
    return (
      <div class="merge-tools" role="status">
        <span>{words.merging}</span>
        <Progress label={words.merging} done={running.done} total={running.total} />
        <span class="muted">{words.mergedOf(running.done, running.total)}</span>
        <Button look="outline" label={text.cancel} onPress={panel.merges.cancel} />
      </div>
    )
  }
  if (picked === 0) return null
  return (
    <div class="merge-tools">
      <span>{words.picked(picked)}</span>
      <Button
        look="outline"
        icon="merge"
        label={words.merge}
        hint={words.mergeHint}
        disabled={picked !== 2}
        onPress={() => void mergePicked(panel)}
      />
      <Button
        look="outline"
        icon="export"
        label={text.sessions.export}
        hint={text.sessions.exportPickedHint}
        onPress={() => panel.askExport(panel.list.picked.value)}
      />
      <Button label={words.unpick} onPress={panel.list.unpickAll} />
      {picked !== 2 && <span class="muted">{words.pickTwo}</span>}
    </div>
  )
}
