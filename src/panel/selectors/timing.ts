/** One phase of a request: when it began and how long it took, milliseconds. */
export interface TimingPhase {
  readonly name: string
  readonly start: number
  readonly length: number
}

/** Resource Timing tells when phases began; each lasts until the next, the last until the end. */
export function timingPhases(timing: Readonly<Record<string, number>>, duration: number): readonly TimingPhase[] {
  const starts = Object.entries(timing).sort(([, a], [, b]) => a - b)
  return starts
    .map(([name, start], at) => ({ name, start, length: Math.max(0, (starts[at + 1]?.[1] ?? Math.max(duration, start)) - start) }))
    .filter(({ name, length }) => length > 0 || name !== 'responseEnd')
}
