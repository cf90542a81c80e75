import type { Env } from '../../env'
import type { Imported, Note, Session } from '../../model'
import type { ArchiveDescription } from '../job-state'

const encoder = new TextEncoder()

/** A checksum of all that people may change of a session. */
export function saidOf(
  env: Pick<Env, 'sha256'>,
  { name, description, tags }: Pick<Session, 'name' | 'description' | 'tags'>,
  notes: readonly Note[],
): Promise<string> {
  const told = notes
    .map(({ id, anchor, text, tags: words, pinned, createdAt, editedAt }) => {
      const place = 'document' in anchor ? [anchor.document, anchor.n] : [anchor.from, anchor.until]
      return [id, place, text, words, pinned, createdAt, editedAt]
    })
    .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))
  return env.sha256(encoder.encode(JSON.stringify([name, description, tags, told])))
}

/** How a session is said to have come in that is what the file says of it. */
export async function importedFrom(
  env: Pick<Env, 'sha256'>,
  job: string,
  { sessions, file }: ArchiveDescription,
  session: Pick<Session, 'id' | 'name' | 'description' | 'tags' | 'revision'>,
  notes: readonly Note[],
): Promise<Imported> {
  const sum = sessions.find(({ id }) => id === session.id)?.sum
  if (file === undefined || sum === undefined) return { job }
  return { job, file: { ...file, sum, said: await saidOf(env, session, notes), revision: session.revision } }
}
