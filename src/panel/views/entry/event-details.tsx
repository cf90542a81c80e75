import type { JSX } from 'preact'
import { type CustomEntry, type GapData, gapReasons, type Mark, type Navigation, type Overhead, type UserInput } from '../../../core/model'
import { formatBytes, formatCount, formatDuration } from '../../selectors/format'
import { text } from '../../text'
import { Fields } from './fields'
import { Section } from './section'
import { OneValue } from './values'

const words = text.entry.fields

export function InputDetails({ data }: { readonly data: UserInput }): JSX.Element {
  const plain = typeof data.value === 'string'
  return (
    <>
      <Fields
        fields={[
          { name: words.how, value: data.action },
          { name: words.target, value: data.target, mono: true },
          { name: words.role, value: data.role },
          { name: words.label, value: data.label },
          { name: words.key, value: data.key },
          { name: words.value, value: plain ? String(data.value) : undefined },
          { name: words.position, value: data.x === undefined ? undefined : `${data.x} × ${data.y ?? 0}` },
        ]}
      />
      {data.value !== undefined && !plain && (
        <Section title={words.value}>
          <OneValue name="value" label={words.value} value={data.value} />
        </Section>
      )}
    </>
  )
}

export function NavigationDetails({ data }: { readonly data: Navigation }): JSX.Element {
  return (
    <Fields
      fields={[
        { name: words.how, value: data.how },
        { name: words.url, value: data.url, mono: true },
        { name: words.from, value: data.from, mono: true },
        { name: words.titleOf, value: data.title },
        { name: words.referrer, value: data.referrer, mono: true },
      ]}
    />
  )
}

export function GapDetails({ data }: { readonly data: GapData }): JSX.Element {
  return (
    <Fields
      fields={[
        { name: words.reason, value: gapReasons[data.reason], level: 'warn' },
        { name: words.lost, value: data.lost === undefined ? undefined : text.entry.lost(data.lost) },
        { name: words.detail, value: data.detail, mono: true },
      ]}
    />
  )
}

export function OverheadDetails({ data }: { readonly data: Overhead }): JSX.Element {
  return (
    <Fields
      fields={[
        { name: words.busy, value: text.entry.ofWindow(data.busy, data.window) },
        { name: words.longest, value: formatDuration(data.longest) },
        { name: words.waiting, value: formatBytes(data.waiting) },
        { name: words.made, value: formatCount(data.entries) },
      ]}
    />
  )
}

export function CustomDetails({ data }: { readonly data: CustomEntry | Mark }): JSX.Element {
  const value = 'data' in data ? data.data : undefined
  return (
    <>
      <Fields fields={[{ name: words.name, value: data.name }]} />
      {value !== undefined && (
        <Section title={text.entry.data}>
          <OneValue name="data" label={text.entry.data} value={value} />
        </Section>
      )}
    </>
  )
}
