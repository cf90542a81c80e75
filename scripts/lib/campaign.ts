import { hasFunction, hasText, loadNamed } from './named-modules'

/** What `test/campaign/NAME.campaign.ts` exports: a long run of something that a test does in small. */
export interface Campaign {
  readonly name: string
  /** Gives the faults it found, in words; none is a success. */
  run(log: (line: string) => void): Promise<readonly string[]>
}

function isCampaign(value: unknown): value is Campaign {
  return hasText(value, 'name') && hasFunction(value, 'run')
}

/** Runs the campaigns that the words name and prints what each found. Gives 1 when one found a fault. */
export async function main(words: readonly string[]): Promise<number> {
  let faults = 0
  for (const campaign of await loadNamed('test/campaign', '.campaign.ts', words, isCampaign)) {
    const began = performance.now()
    process.stdout.write(`\n${campaign.name}\n`)
    const found = await campaign.run((line) => void process.stdout.write(`  ${line}\n`))
    const minutes = ((performance.now() - began) / 60_000).toFixed(1)
    for (const fault of found) process.stdout.write(`  FAULT ${fault}\n`)
    process.stdout.write(`  ${found.length === 0 ? 'no fault' : `${found.length} faults`} in ${minutes} min\n`)
    faults += found.length
  }
  return faults > 0 ? 1 : 0
}
