import { hasFunction, hasText, loadNamed } from './named-modules'

/** One measurement beside its other, both taken in the same run, in turn. */
export interface BenchRow {
  readonly label: string
  readonly ours: number
  /** Absent where the budget is an absolute number. */
  readonly other?: number | undefined
  /** How many times better we are; below 1 we are worse. */
  readonly ratio?: number | undefined
  readonly unit: string
  /** False when the row breaks the budget; absent when it only informs. */
  readonly holds?: boolean | undefined
}

/** What `test/bench/NAME.bench.ts` exports. */
export interface Bench {
  readonly name: string
  /** The promise, in words. */
  readonly budget: string
  /** What we are measured against, with its version. */
  readonly other: string
  run(log: (line: string) => void): Promise<readonly BenchRow[]>
}

function isBench(value: unknown): value is Bench {
  return hasText(value, 'name') && hasText(value, 'budget') && hasText(value, 'other') && hasFunction(value, 'run')
}

/** Runs the benches that the words name and prints a table for each. Gives 1 when a row breaks its budget. */
export async function main(words: readonly string[]): Promise<number> {
  const log = (line: string) => void process.stderr.write(`  ${line}\n`)
  let broken = 0
  for (const bench of await loadNamed('test/bench', '.bench.ts', words, isBench)) {
    process.stdout.write(`\n${bench.name}\n  budget: ${bench.budget}\n  other:  ${bench.other}\n`)
    const rows = await bench.run(log)
    process.stdout.write(`${table(rows)}\n`)
    broken += rows.filter(({ holds }) => holds === false).length
  }
  if (broken > 0) process.stdout.write(`\n${broken} of the rows break their budget\n`)
  return broken > 0 ? 1 : 0
}

function table(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ label, ours, other, ratio, unit, holds }) => [
    label,
    `${figure(ours)} ${unit}`,
    other === undefined ? '–' : `${figure(other)} ${unit}`,
    ratio === undefined ? '–' : `${figure(ratio)} ×`,
    holds === undefined ? '' : holds ? 'holds' : 'BROKEN',
  ])
  const all = [['', 'ours', 'other', 'ratio', ''], ...cells]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map(
      (row) =>
        `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`,
    )
    .join('\n')
}

/** Three digits that mean something. */
function figure(value: number): string {
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)))
}
