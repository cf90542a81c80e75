import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { Entry } from '../../../core/model'
import { Button } from '../../parts/button'
import { RecordedLines } from '../../parts/recorded-text'
import { formatCount } from '../../selectors/format'
import { useOpenSession } from '../../state/context'
import { useCopy } from '../../state/use-copy'
import { text } from '../../text'

/** Characters shown at first: a whole state of megabytes is for copying, not for reading. */
const FIRST = 100_000

/** The selected entry exactly as it is stored. */
export function EntryJson(): JSX.Element {
  const { entry } = useOpenSession()
  const { value } = entry.value
  if (value === undefined) return <p class="placeholder">{text.entry.none}</p>
  return <Json key={value.seq} entry={value} />
}

function Json({ entry }: { readonly entry: Entry }): JSX.Element {
  const copy = useCopy()
  const [whole, setWhole] = useState(false)
  const json = useMemo(() => JSON.stringify(entry, null, 2), [entry])
  const rest = whole ? 0 : Math.max(0, json.length - FIRST)
  return (
    <section class="scroller details" aria-label={text.entry.tabs.json} tabIndex={-1}>
      <div class="json-tools">
        <Button look="outline" icon="copy" label={text.entry.copy} onPress={() => void copy(json)} />
      </div>
      <RecordedLines text={rest > 0 ? json.slice(0, FIRST) : json} class="json" />
      {rest > 0 && (
        <p>
          <Button look="outline" label={text.entry.restOf(formatCount(rest))} onPress={() => setWhole(true)} />
        </p>
      )}
    </section>
  )
}
