import type { JSX } from 'preact'
import type { UncaughtError } from '../../../core/model'
import { RecordedLines } from '../../parts/recorded-text'
import { placeOf } from '../../selectors/place'
import { text } from '../../text'
import { Fields } from './fields'
import { Section } from './section'
import { OneValue } from './values'

/** What was thrown or rejected, and from where. */
export function ErrorDetails({ data }: { readonly data: UncaughtError }): JSX.Element {
  const words = text.entry.fields
  return (
    <>
      <Fields
        fields={[
          { name: words.name, value: data.name },
          { name: words.error, value: data.message, level: 'error' },
          { name: words.from, value: data.from },
          { name: words.place, value: placeOf(data), mono: true },
        ]}
      />
      {data.stack !== undefined && (
        <Section title={text.entry.stack}>
          <RecordedLines text={data.stack} />
        </Section>
      )}
      {data.thrown !== undefined && (
        <Section title={text.entry.thrown}>
          <OneValue name="thrown" label={text.entry.thrown} value={data.thrown} />
        </Section>
      )}
    </>
  )
}
