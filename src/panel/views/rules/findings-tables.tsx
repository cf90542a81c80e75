import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { Recorded } from '../../parts/recorded-text'
import { formatCount } from '../../selectors/format'
import { type FindingRow, type FoundPlace, findingRows } from '../../selectors/rules/findings'
import { usePanel } from '../../state/context'
import { goToFinding, neverHide } from '../../state/rule-actions'
import { text } from '../../text'

const words = text.rules

/** What a preview found, rule by rule: what is sure, and apart from it what is less so. Nothing before there was one. */
export function FindingsTables(): JSX.Element | null {
  const { preview, rules } = usePanel()
  const report = preview.found.value?.report
  if (report === undefined || report.total === 0) return null
  const rows = findingRows(report, rules.inUse.value)
  return (
    <>
      <FindingsTable id="findings-sure" title={words.sure} rows={rows.filter(({ isSure }) => isSure)} />
      <FindingsTable id="findings-unsure" title={words.unsure} hint={words.unsureHint} rows={rows.filter(({ isSure }) => !isSure)} />
    </>
  )
}

interface FindingsTableProps {
  readonly id: string
  readonly title: string
  readonly hint?: string
  readonly rows: readonly FindingRow[]
}

function FindingsTable({ id, title, hint, rows }: FindingsTableProps): JSX.Element | null {
  if (rows.length === 0) return null
  const { columns } = words
  return (
    <section class="rules-part">
      <h3 id={id}>{title}</h3>
      {hint !== undefined && <p class="form-hint">{hint}</p>}
      <table class="findings-table" aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">{columns.rule}</th>
            <th scope="col">{columns.count}</th>
            <th scope="col">{columns.distinct}</th>
            <th scope="col">{columns.confidence}</th>
          </tr>
        </thead>
        {rows.map((row) => (
          <FindingRows key={row.rule} row={row} />
        ))}
      </table>
    </section>
  )
}

function FindingRows({ row }: { readonly row: FindingRow }): JSX.Element {
  const panel = usePanel()
  const { rule, count, distinct, isSure, places, of } = row
  const title = of === 'engine' ? (words.engineTitles[rule] ?? row.title) : row.title
  return (
    <tbody data-rule={rule}>
      <tr>
        <th scope="row">
          <Recorded text={title} /> {title !== rule && <code class="rule-id">{rule}</code>}
        </th>
        <td>{formatCount(count)}</td>
        <td>{distinct === 0 ? '–' : formatCount(distinct)}</td>
        <td>{isSure ? words.confidence.strong : words.confidence.medium}</td>
      </tr>
      <tr>
        <td colSpan={4}>
          <div class="finding-places">
            <ul aria-label={words.places}>
              {places.map((place) => (
                <li key={place.at}>
                  <Place place={place} />
                </li>
              ))}
            </ul>
            {of === 'engine' ? (
              <span class="form-hint">{words.engine}</span>
            ) : (
              <Button
                look="outline"
                label={of === 'own' ? words.switchOff : words.notSensitive}
                hint={of === 'own' ? words.switchOffHint(title) : words.notSensitiveHint(title)}
                onPress={() => void neverHide(panel, row)}
              />
            )}
          </div>
        </td>
      </tr>
    </tbody>
  )
}

/** Leads to its entry, where that is one of the session on screen. */
function Place({ place: { at, seq } }: { readonly place: FoundPlace }): JSX.Element {
  const panel = usePanel()
  if (seq === undefined || panel.exporting.subject.value === undefined) return <Recorded class="finding-place" text={at} />
  return (
    <button type="button" class="link finding-place" onClick={() => goToFinding(panel, seq)}>
      <Recorded text={at} />
    </button>
  )
}
