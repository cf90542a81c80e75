import type { Kind, Session } from '../../core/model'
import type { SessionStore } from '../../core/store'
import type { ExportSample } from '../selectors/export/estimate'

/** Where in a session it is looked at: its beginning has whole states, which the rest has not. */
const places = [0, 0.4, 0.9]
/** What is larger would hold up the panel, in bytes. */
const LARGEST = 2_000_000

/** Packs a few entries of a session, to know how small it gets; undefined where that would take long. */
export async function takeSample(
  store: Pick<SessionStore, 'listSegments' | 'readSegment'>,
  { id, counts }: Pick<Session, 'id' | 'counts'>,
): Promise<ExportSample | undefined> {
  const sizes = new Map<Kind, { bytes: number; entries: number }>()
  const lines: string[] = []
  let before = 0
  for (const place of places) {
    const [segment] = await store.listSegments(id, Math.max(before, Math.floor(counts.entries * place)), 1)
    if (segment === undefined || segment.bytes > LARGEST) continue
    before = segment.lastSeq
    for (const entry of await store.readSegment(id, segment.firstSeq)) {
      const line = JSON.stringify(entry)
      const { bytes, entries } = sizes.get(entry.kind) ?? { bytes: 0, entries: 0 }
      sizes.set(entry.kind, { bytes: bytes + line.length, entries: entries + 1 })
      lines.push(line)
    }
  }
  if (lines.length === 0) return undefined
  const whole = new Blob([lines.join(',\n')])
  const means = [...sizes].map(([kind, { bytes, entries }]) => [kind, bytes / entries] as const)
  return { bytes: Object.fromEntries(means), packed: (await packedBytes(whole)) / whole.size }
}

/** How many bytes the platform makes of it. */
async function packedBytes(whole: Blob): Promise<number> {
  const packed = whole.stream().pipeThrough(new CompressionStream('gzip'))
  return (await new Response(packed).blob()).size
}
