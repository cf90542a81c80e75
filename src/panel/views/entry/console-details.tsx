import type { JSX } from 'preact'
import type { ConsoleCall } from '../../../core/model'
import { RecordedLines } from '../../parts/recorded-text'
import { text } from '../../text'
import { Section } from './section'
import { Values } from './values'

/** A console call: its arguments as they were, and where it came from. */
export function ConsoleDetails({ data }: { readonly data: ConsoleCall }): JSX.Element {
  const values = data.args.map((value, index) => ({ key: '', path: `/${index}`, value }))
  return (
    <>
      <Section title={text.entry.args} aside={<code class="muted">console.{data.method}</code>}>
        {values.length === 0 ? (
          <span class="muted">–</span>
        ) : (
          <Values name="args" label={text.entry.args} root={data.args} values={values} open={['/1']} />
        )}
      </Section>
      {data.stack !== undefined && (
        <Section title={text.entry.stack}>
          <RecordedLines text={data.stack} />
        </Section>
      )}
    </>
  )
}
