import type { BenchRow } from '../../scripts/lib/bench'
import { canaries } from '../fixtures/canaries'
import { corpusSecrets, scoreCorpus } from '../harness/corpus'
import { median, spread } from './lib/figures'
import { withNodeProcess } from './lib/node-process'
import type { Plant } from './lib/planted-session'
import { type Pass, type SanitizeWork, secretsIn } from './lib/sanitize-work'

export const name = 'Sanitizing a session on one core, by all templates, rewritten and looked at again'
export const budget =
  'at least 1.5 × the speed of the other, which only finds, at 5 × its recall; 300 MB previewed and applied at 60 % of that speed or more'
export const other =
  '@secretlint/core 13.1.0 with its recommended rules, in pieces of 1 MB, and fast-redact 3.5.0, which goes by keys; gitleaks’ rules are not among them'

const size = 60_000_000
const long = 300_000_000
const rounds = 3
const required = { speed: 1.5, recall: 5, long: 0.6 }

type Log = (line: string) => void
type Remote = {
  readonly [Name in keyof SanitizeWork]: (...args: Parameters<SanitizeWork[Name]>) => Promise<Awaited<ReturnType<SanitizeWork[Name]>>>
}
const contenders = ['ours', 'secretlint', 'fastRedact', 'plain'] as const
type Contender = (typeof contenders)[number]

export async function run(log: Log): Promise<readonly BenchRow[]> {
  const plants = plantsOf()
  return withNodeProcess(new URL('./processes/sanitize.ts', import.meta.url), async (there: Remote) => {
    const { bytes, planted } = await there.prepare(plants, size)
    log(`${(bytes / 1e6).toFixed(1)} MB, planted: ${counts(planted)}`)
    log('gitleaks’ rules are not measured: the package of that name has 30 old ones, without the words that would filter them')
    const passes: Record<Contender, Pass[]> = { ours: [], secretlint: [], fastRedact: [], plain: [] }
    // In turn, so that whatever slows the machine down slows all; the first round warms up.
    for (let round = 0; round <= rounds; round++) {
      for (const which of contenders) {
        const pass = await there[which]()
        if (round === 0) log(`${which}: ${pass.changed} entries changed, of the planted gone or found: ${counts(pass.gone)}`)
        else passes[which].push(pass)
      }
    }
    const rates = (which: Contender): readonly number[] => passes[which].map(({ time }) => bytes / 1e3 / time)
    for (const which of contenders) log(`${which}: ${spread(rates(which))} MB/s`)
    const rate = (which: Contender): number => median(rates(which))
    const recall = (which: Contender): number => (100 * sum(passes[which][0]?.gone ?? {})) / sum(planted)
    const lasting = await there.long(plants, long)
    const lastingRate = lasting.bytes / 1e3 / lasting.time
    log(`${(lasting.bytes / 1e6).toFixed(0)} MB: ${Math.round(lasting.time)} ms, found ${lasting.found.join(' and then ')}`)
    return [
      compared('speed, beside secretlint', rate('ours'), rate('secretlint'), 'MB/s', required.speed),
      compared('planted values, beside secretlint', recall('ours'), recall('secretlint'), '%'),
      await onLabelledRows(log),
      compared('speed, beside fast-redact', rate('ours'), rate('fastRedact'), 'MB/s'),
      compared('planted values, beside fast-redact', recall('ours'), recall('fastRedact'), '%'),
      compared('JSON.parse and JSON.stringify alone, beside secretlint', rate('plain'), rate('secretlint'), 'MB/s'),
      compared('300 MB previewed and applied, beside 60 MB', lastingRate, rate('ours'), 'MB/s', required.long),
    ]
  })
}

/** Values that others publish in their tests, and passwords, which only their names tell. */
function plantsOf(): readonly Plant[] {
  const kinds: Readonly<Record<string, readonly [key: string, values: readonly string[]]>> = {
    email: ['email', corpusSecrets(/^email$/)],
    token: ['accessToken', corpusSecrets(/^(?:slack_token|gitlab_token|github_token|aws_key|stripe_key|jwt|npm_token|ai_key)$/)],
    card: ['cardNumber', corpusSecrets(/^credit_card$/)],
    password: ['password', canaries().flatMap(({ family, name, value }) => (family === 'password' && name !== undefined ? [value] : []))],
    iban: ['iban', corpusSecrets(/^iban$/)],
  }
  const most = Math.max(...Object.values(kinds).map(([, values]) => values.length))
  // Kinds in turn, so that there are as many of each.
  return Array.from({ length: most }, (_, at) =>
    Object.entries(kinds).map(
      ([kind, [key, values]]): Plant => ({ kind, key, value: values[at % values.length] ?? '', named: kind === 'password' }),
    ),
  ).flat()
}

/** Of the rows that others publish and that are certain, the share whose secret is gone, or in which secretlint finds anything. */
async function onLabelledRows(log: Log): Promise<BenchRow> {
  const rows = scoreCorpus().filter(({ group }) => group === 'strong')
  let found = 0
  for (const { text } of rows) if ((await secretsIn(text)).length > 0) found++
  const gone = rows.filter(({ holds }) => holds).length
  log(`of ${rows.length} labelled rows ${gone} are clean, and secretlint finds something in ${found}`)
  return compared('strong labelled rows, beside secretlint', (100 * gone) / rows.length, (100 * found) / rows.length, '%', required.recall)
}

function compared(label: string, ours: number, its: number, unit: string, least?: number): BenchRow {
  const ratio = ours / its
  return { label, ours, other: its, ratio, unit, ...(least !== undefined && { holds: ratio >= least }) }
}

function sum(of: Readonly<Record<string, number>>): number {
  return Object.values(of).reduce((total, count) => total + count, 0)
}

function counts(of: Readonly<Record<string, number>>): string {
  return Object.entries(of)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ')
}
