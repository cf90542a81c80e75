import { recordOntoFullDisk } from '../harness/full-disk'

export const name = 'full-disk'

/** Records onto a disk until it is really full, five times. Needs Linux and root. Gives the faults. */
export async function run(log: (line: string) => void): Promise<readonly string[]> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return ['a small disk can only be mounted by root, on Linux']
  const faults: string[] = []
  for (let round = 1; round <= 5; round++) faults.push(...(await recordOntoFullDisk(48, log)))
  return faults
}
