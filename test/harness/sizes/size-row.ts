/** What one piece of work on a large file took. Bytes and milliseconds. */
export interface SizeRow {
  readonly what: string
  readonly bytes: number
  readonly time: number
  readonly idle: number
  readonly peak: number
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
    '| work | file | time | idle | peak | above idle | promised | |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(({ what, bytes, time, idle, peak, promised, faults }) => {
      const kept = peak - idle <= promised ? 'kept' : 'not kept'
      const cells = [what, mib(bytes), `${(time / 1000).toFixed(0)} s`, mib(idle), mib(peak), mib(peak - idle), mib(promised)]
      return `| ${cells.join(' | ')} | ${[kept, ...faults].join('; ')} |`
    }),
  ]
}

export function sizeFaults(rows: readonly SizeRow[]): readonly string[] {
  return rows.flatMap(({ what, idle, peak, promised, faults }) => [
    ...faults.map((fault) => `${what}: ${fault}`),
    ...(peak - idle > promised ? [`${what}: ${mib(peak - idle)} above idle, promised are ${mib(promised)}`] : []),
  ])
}

function mib(bytes: number): string {
  return `${Math.round(bytes / MiB).toLocaleString('en')} MiB`
}
