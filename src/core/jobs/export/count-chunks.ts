import { createChunkCounter } from '../../archive'
import type { OutgoingWalk } from './outgoing-walk'

/** How many chunks the entries of each session make, for a format that says so before them. */
export async function countChunks({ sessions, redaction }: OutgoingWalk): Promise<readonly number[]> {
  const counts: number[] = []
  for await (const { entries } of sessions) {
    const counter = createChunkCounter()
    for await (const batch of entries) counter.add(batch)
    counts.push(counter.chunks())
  }
  redaction()
  return counts
}
