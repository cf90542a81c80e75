import type { JSX } from 'preact'
import type { Entry, NetworkMessage, NetworkRequest, NetworkResponse } from '../../../core/model'
import { Button } from '../../parts/button'
import { RecordedLines } from '../../parts/recorded-text'
import { formatBytes, formatDuration } from '../../selectors/format'
import { useOpenSession } from '../../state/context'
import { findPair, type NetworkPair } from '../../state/network-pair'
import { useRead } from '../../state/use-read'
import { text } from '../../text'
import { Fields } from './fields'
import { Section } from './section'
import { TimingBars } from './timing-bars'

type NetworkEntry = Extract<Entry, { readonly kind: 'event'; readonly type: 'request' | 'response' }>

/** A request with its response, whichever of the two was selected. */
export function NetworkDetails({ entry }: { readonly entry: NetworkEntry }): JSX.Element {
  const { index, reader, selection } = useOpenSession()
  const { value, loading } = useRead(entry, (of) => findPair(index, reader, of))
  const request = entry.type === 'request' ? entry.data : requestOf(value)
  const response = entry.type === 'response' ? entry.data : responseOf(value)
  const go = value === undefined ? undefined : () => selection.select(value.row)
  return (
    <>
      <RequestFields data={request ?? response} />
      {entry.type === 'response' && request === undefined && !loading && <p class="muted details-note">{text.entry.noRequest}</p>}
      {entry.type === 'response' && go !== undefined && <Button look="outline" icon="up" label={text.entry.goToRequest} onPress={go} />}
      {response === undefined ? (
        <p class="muted details-note">{loading ? text.loading : text.entry.noResponse}</p>
      ) : (
        <Section title={text.entry.response}>
          <ResponseFields data={response} />
          {entry.type === 'request' && go !== undefined && (
            <Button look="outline" icon="down" label={text.entry.goToResponse} onPress={go} />
          )}
        </Section>
      )}
      {response?.timing !== undefined && (
        <Section title={text.entry.timing}>
          <TimingBars timing={response.timing} duration={response.duration} />
        </Section>
      )}
      <Headers title={`${text.entry.request}: ${text.entry.headers}`} headers={request?.headers} />
      <Headers title={`${text.entry.response}: ${text.entry.headers}`} headers={response?.headers} />
      {request?.initiator !== undefined && (
        <Section title={text.entry.initiator}>
          <RecordedLines text={request.initiator} />
        </Section>
      )}
    </>
  )
}

function requestOf(pair: NetworkPair | undefined): NetworkRequest | undefined {
  return pair?.entry.kind === 'event' && pair.entry.type === 'request' ? pair.entry.data : undefined
}

function responseOf(pair: NetworkPair | undefined): NetworkResponse | undefined {
  return pair?.entry.kind === 'event' && pair.entry.type === 'response' ? pair.entry.data : undefined
}

const words = text.entry.fields
const bytes = (size: number | undefined): string | undefined => (size === undefined ? undefined : formatBytes(size))

function RequestFields({ data }: { readonly data: NetworkRequest | NetworkResponse | undefined }): JSX.Element | null {
  if (data === undefined) return null
  return (
    <Fields
      fields={[
        { name: words.method, value: data.method },
        { name: words.url, value: data.url, mono: true },
        { name: words.api, value: data.api },
      ]}
    />
  )
}

function ResponseFields({ data }: { readonly data: NetworkResponse }): JSX.Element {
  const level =
    data.status >= 500 || data.outcome === 'failed' || data.outcome === 'timeout' ? 'error' : data.status >= 400 ? 'warn' : undefined
  return (
    <Fields
      fields={[
        { name: words.status, value: data.status || undefined, level },
        { name: words.outcome, value: data.outcome, level: data.outcome === 'ok' ? undefined : level },
        { name: words.duration, value: formatDuration(data.duration) },
        { name: words.size, value: bytes(data.size) },
        { name: words.type, value: data.mime },
        { name: words.error, value: data.error, level: 'error' },
      ]}
    />
  )
}

function Headers({
  title,
  headers,
}: {
  readonly title: string
  readonly headers: Readonly<Record<string, string>> | undefined
}): JSX.Element | null {
  const rows = Object.entries(headers ?? {})
  if (rows.length === 0) return null
  return (
    <Section title={title}>
      <Fields fields={rows.map(([name, value]) => ({ name, value, mono: true }))} />
    </Section>
  )
}

/** A frame of a WebSocket, a message of an EventSource. */
export function MessageDetails({ data }: { readonly data: NetworkMessage }): JSX.Element {
  return (
    <Fields
      fields={[
        { name: words.api, value: data.api },
        { name: words.url, value: data.url, mono: true },
        { name: words.event, value: data.event, level: data.event === 'error' ? 'error' : undefined },
        { name: words.direction, value: data.direction },
        { name: words.size, value: bytes(data.size) },
        { name: words.code, value: data.code },
      ]}
    />
  )
}
