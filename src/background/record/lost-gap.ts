import type { Env } from '../../core/env'
import type { DocumentInfo } from '../../core/model'
import type { SessionStore } from '../../core/store'

/** Says at the end of a document that what its page still held was not recorded. */
export async function addLostGap(
  { store, env }: { readonly store: SessionStore; readonly env: Pick<Env, 'now'> },
  session: string,
  document: DocumentInfo,
): Promise<void> {
  // As it is stored: its numbers may have gone on.
  const { id, lastN } = await store.putDocument(session, document)
  const data = { reason: 'lost', detail: 'the page did not answer' } as const
  await store.append(session, id, lastN + 1, [{ kind: 'event', type: 'gap', data, t: env.now() }])
}
