import type { ArchivePart } from '../../archive'
import { createPlacedNumbers, knownSession } from '../../transfer'
import type { JobContext } from '../job-context'
import type { ArchiveDescription, DescribedSession } from '../job-state'
import { createDescriber } from './describe'
import type { ImportSource } from './source'

/** Reads all there is and finds what of it is here already. Nothing is stored. */
export async function validate(context: JobContext, source: ImportSource): Promise<ArchiveDescription> {
  const describer = createDescriber()
  let comparing: Comparing | undefined
  for await (const part of source.read('validate')) {
    if (part.part === 'session') comparing = await compare(context, part)
    else if (part.part === 'entries') comparing?.take(part)
    describer.take(part, part.part === 'session' || part.part === 'entries' ? comparing?.here() : undefined)
  }
  const { full, others } = source
  const description = describer.description(full === undefined ? undefined : { full, others: others?.length ?? 0 })
  return { ...description, ...(others !== undefined && { grows: true }) }
}

/** A session of a file beside the one that is here under its id. */
interface Comparing {
  take(part: Extract<ArchivePart, { part: 'entries' }>): void
  here(): DescribedSession['here']
}

async function compare(
  { store }: JobContext,
  { meta: { id }, notes = [] }: Extract<ArchivePart, { part: 'session' }>,
): Promise<Comparing | undefined> {
  const known = await knownSession(store, id)
  if (known === undefined || known.deletedAt !== undefined) return undefined
  const placed = await createPlacedNumbers(store, id)
  const stored = new Set((await store.listNotes(id)).map((note) => note.id))
  const found = notes.filter((note) => stored.has(note.id)).length
  let entries = 0
  return {
    take(part) {
      for (const { document, n } of part.entries) if (placed.has(document, n)) entries++
    },
    here: () => ({ entries, notes: found, recording: known.status === 'recording' }),
  }
}
