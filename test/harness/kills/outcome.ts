import type { Seen } from './job-remote'

/** What became of one kill. */
export interface Outcome {
  readonly victim: string
  readonly work: string
  /** Where it was to be killed, and how far. */
  readonly phase: string
  readonly share: number
  /** Where it was. */
  readonly seen: Pick<Seen, 'share'> & { readonly phase: string }
  readonly became:
    | 'began again'
    | 'went on'
    | 'had ended'
    | 'failed, clean'
    | 'nothing to kill'
    | 'stuck'
    | 'whole file'
    | 'no file'
    | 'no file, a hidden rest'
  readonly faults: readonly string[]
}

export function outcomeLine({ victim, work, phase, share, seen, became }: Outcome): string {
  const percent = (part: number) => `${Math.round(part * 100)} %`
  return `${victim}, ${work}: ${phase} ${percent(share)}, was at ${seen.phase} ${percent(seen.share)}: ${became}`
}

export function outcomeFaults(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.flatMap((outcome) => outcome.faults.map((fault) => `${outcomeLine(outcome)}; ${fault}`))
}

/** How often what was killed in which phase, and what became of it. */
export function outcomeTable(outcomes: readonly Outcome[]): readonly string[] {
  const groups = Map.groupBy(outcomes, ({ victim, work, seen }) => `${victim} | ${work} | ${seen.phase}`)
  const rows = [...groups].map(([place, all]) => {
    const became = Map.groupBy(all, ({ became }) => became)
    const faults = all.reduce((sum, { faults }) => sum + faults.length, 0)
    return `| ${place} | ${all.length} | ${[...became].map(([what, some]) => `${some.length} ${what}`).join(', ')} | ${faults} |`
  })
  return ['| killed | job | in phase | kills | became | faults |', '|---|---|---|---|---|---|', ...rows]
}
