/** What one piece of work on a large file took. Bytes and milliseconds. */
export interface SizeRow {
  readonly what: string
  readonly bytes: number
  readonly time: number
  readonly idle: number
  readonly peak: number
  /** Most that was held beyond idle, each time after a forced collection; absent for a command, which ends. */
  readonly held?: number | undefined
  readonly promised: number
  readonly faults: readonly string[]
}

const MiB = 1024 * 1024

/** What may be resident beyond an idle process. */
export function promisedFor(largestValue: number): number {
  return 64 * MiB + 6 * largestValue
}

export function sizeTable(rows: readonly SizeRow[]): readonly string[] {
  return [
    '| work | file | time | idle | peak | above idle | held | promised | |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => {
      const { what, bytes, time, idle, peak, held, promised, faults } = row
      const kept = usedBy(row) <= promised ? 'kept' : 'not kept'
      const figures = [idle, peak, peak - idle].map(mib)
      const cells = [what, mib(bytes), `${(time / 1000).toFixed(0)} s`, ...figures, held === undefined ? '' : mib(held), mib(promised)]
      return `| ${cells.join(' | ')} | ${[kept, ...faults].join('; ')} |`
    }),
  ]
}

export function sizeFaults(rows: readonly SizeRow[]): readonly string[] {
  return rows.flatMap((row) => [
    ...row.faults.map((fault) => `${row.what}: ${fault}`),
    ...(usedBy(row) > row.promised ? [`${row.what}: ${mib(usedBy(row))} above idle, promised are ${mib(row.promised)}`] : []),
  ])
}

/** What counts: a browser clears when it likes, so there it is what cannot be cleared. */
function usedBy({ idle, peak, held }: SizeRow): number {
  return held ?? peak - idle
}

function mib(bytes: number): string {
  return `${Math.round(bytes / MiB).toLocaleString('en')} MiB`
}
