import type { JSX } from 'preact'
import type { Entry } from '../../../core/model'
import { useOpenSession } from '../../state/context'
import { text } from '../../text'
import { ErrorWords } from '../frame/failure-view'
import { EntryNotes } from '../notes/entry-notes'
import { ConsoleDetails } from './console-details'
import { EntryHead } from './entry-head'
import { ErrorDetails } from './error-details'
import { CustomDetails, GapDetails, InputDetails, NavigationDetails, OverheadDetails } from './event-details'
import { MessageDetails, NetworkDetails } from './network-details'
import { StateEntryDetails } from './state-entry-details'

/** The selected entry, read for people: what each kind has to show. */
export function EntryDetails(): JSX.Element {
  const { entry, selection } = useOpenSession()
  const { value, loading, error } = entry.value
  if (error !== undefined) {
    return (
      <div class="placeholder" role="alert">
        <ErrorWords error={error} />
      </div>
    )
  }
  if (selection.row.value === undefined) return <p class="placeholder">{text.entry.none}</p>
  if (value === undefined) return <p class="placeholder">{loading ? text.loading : text.entry.missing}</p>
  return (
    <section class="scroller details" aria-label={text.entry.details}>
      <EntryHead entry={value} />
      <EntryNotes entry={value} />
      <ByKind key={value.seq} entry={value} />
    </section>
  )
}

function ByKind({ entry }: { readonly entry: Entry }): JSX.Element {
  if (entry.type === 'gap') return <GapDetails data={entry.data} />
  if (entry.kind === 'state') return <StateEntryDetails entry={entry} />
  if (entry.kind === 'performance') return <OverheadDetails data={entry.data} />
  switch (entry.type) {
    case 'console':
      return <ConsoleDetails data={entry.data} />
    case 'error':
      return <ErrorDetails data={entry.data} />
    case 'input':
      return <InputDetails data={entry.data} />
    case 'navigation':
      return <NavigationDetails data={entry.data} />
    case 'request':
    case 'response':
      return <NetworkDetails entry={entry} />
    case 'message':
      return <MessageDetails data={entry.data} />
    default:
      return <CustomDetails data={entry.data} />
  }
}
