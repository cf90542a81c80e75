import type { JSX } from 'preact'
import type { Entry } from '../../../core/model'
import { previewOf } from '../../../core/value'
import { Button } from '../../parts/button'
import { Recorded } from '../../parts/recorded-text'
import type { ChangeRow } from '../../selectors/change-rows'
import { formatCount } from '../../selectors/format'
import { pathText } from '../../selectors/path-text'
import { lookOf } from '../../selectors/tagged'
import { useOpenSession } from '../../state/context'
import { useCopy } from '../../state/use-copy'
import { useCopySubject } from '../../state/use-copy-subject'
import { text } from '../../text'

const words = text.stateViews.story
/** Steps shown: a longer patch is for copying, not for reading. */
const MOST = 100
const PREVIEW_ROOM = 100

type ChangeEntry = Extract<Entry, { readonly kind: 'state'; readonly type: 'change' }>

/** The steps of a recorded patch as one reads them: what is done, where, to which value. */
export function PatchList({ entry, row }: { readonly entry: ChangeEntry; readonly row: number | undefined }): JSX.Element {
  const { source } = useOpenSession()
  const { patch } = entry.data
  const subject = useCopySubject(entry)
  const copy = useCopy()
  const moment = source.moment.value.value
  // Where the state before is not known, paths are told by their looks.
  const known: readonly ChangeRow[] = moment?.changed?.row === row ? (moment?.changes ?? []) : []
  return (
    <>
      <ol class="patch">
        {patch.slice(0, MOST).map((step, at) => (
          // Steps have no identity but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={at} class="patch-step">
            <span class="patch-op">{words.ops[step.op]}</span>
            <Recorded class="patch-path" text={(known[at]?.path ?? pathText(step.path)) || text.state.root} />
            {step.op !== 'remove' && (
              <Recorded class={`value value-${lookOf(step.value)}`} text={`= ${previewOf(step.value, PREVIEW_ROOM)}`} />
            )}
          </li>
        ))}
        {patch.length > MOST && <li class="muted">{words.more(formatCount(patch.length - MOST))}</li>}
      </ol>
      <Button
        look="outline"
        icon="copy"
        label={words.copyPatch}
        onPress={() => copy(({ formText }) => formText('patch', subject, text.copyAs))}
      />
    </>
  )
}
