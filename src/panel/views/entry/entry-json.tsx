import type { JSX } from 'preact'
import type { Entry } from '../../../core/model'
import { Button } from '../../parts/button'
import { WrappedJson } from '../../parts/json-text'
import { Progress } from '../../parts/progress'
import { useOpenSession } from '../../state/context'
import { useCopy } from '../../state/use-copy'
import { useCopySubject } from '../../state/use-copy-subject'
import { text } from '../../text'

/** The selected entry exactly as it is stored. */
export function EntryJson(): JSX.Element {
  const { entry, entryText } = useOpenSession()
  const { value } = entry.value
  const { value: lines, working, progress } = entryText.value
  if (value === undefined) return <p class="placeholder">{text.entry.none}</p>
  return (
    <section class="scroller details entry-json" aria-label={text.entry.tabs.json} tabIndex={-1}>
      <div class="json-tools">
        <CopyJson entry={value} />
      </div>
      {working && <Progress label={text.stateViews.preparing} done={progress} total={1} />}
      {lines !== undefined && <WrappedJson key={value.seq} lines={lines} label={text.entry.tabs.json} />}
    </section>
  )
}

function CopyJson({ entry }: { readonly entry: Entry }): JSX.Element {
  const copy = useCopy()
  const subject = useCopySubject(entry)
  const press = (): void => copy(({ formText }) => formText('json', subject, text.copyAs))
  return <Button look="outline" icon="copy" label={text.entry.copy} onPress={press} />
}
