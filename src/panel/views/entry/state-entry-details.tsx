import type { JSX } from 'preact'
import type { Entry } from '../../../core/model'
import { RecordedLines } from '../../parts/recorded-text'
import { useOpenSession } from '../../state/context'
import { text } from '../../text'
import { EntryChanges } from '../state/entry-changes'
import { PatchList } from '../state/patch-list'
import { Fields } from './fields'
import { Section } from './section'
import { OneValue } from './values'

type StateEntry = Exclude<Extract<Entry, { readonly kind: 'state' }>, { readonly type: 'gap' }>

const words = text.entry.fields
const { story } = text.stateViews
/** Steps of a patch that leave room for its effect below. */
const SHORT = 6

/** What happened to a source: its beginning, its whole value, or a change with the action behind it. */
export function StateEntryDetails({ entry }: { readonly entry: StateEntry }): JSX.Element {
  const { index, source } = useOpenSession()
  const row = index.rowOfSeq(entry.seq)
  const code = row === undefined ? 0 : (index.source.data[row] ?? 0)
  const name = { name: words.source, value: code > 0 ? source.nameOf(code - 1) : entry.source }
  switch (entry.type) {
    case 'open':
      return <Fields fields={[name, { name: words.library, value: entry.data.library }]} />
    case 'keyframe':
      return (
        <>
          <Fields fields={[name, { name: words.why, value: text.entry.keyframeWhy[entry.data.why] }]} />
          <EntryChanges />
        </>
      )
    case 'change':
      return (
        <>
          <Fields fields={[name]} />
          <div class="story">
            <Section title={story.action}>
              {entry.data.action === undefined ? (
                <p class="muted details-note">{story.noAction}</p>
              ) : (
                <OneValue name="action" label={story.action} value={entry.data.action} />
              )}
            </Section>
            <Section
              title={story.patch}
              aside={<span class="muted">{story.steps(entry.data.patch.length)}</span>}
              folded={entry.data.patch.length > SHORT}
            >
              <PatchList entry={entry} row={row} />
            </Section>
            <EntryChanges />
          </div>
          {entry.data.stack !== undefined && (
            <Section title={text.entry.stack}>
              <RecordedLines text={entry.data.stack} />
            </Section>
          )}
        </>
      )
    default:
      return <Fields fields={[name]} />
  }
}
