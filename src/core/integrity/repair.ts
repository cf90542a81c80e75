import type { SessionStore } from '../store'
import type { Finding, IntegrityReport } from './findings'
import { verifyIntegrity } from './verify'

export interface RepairReport {
  /** What was found before and is not there any more. */
  readonly repaired: readonly Finding[]
  /** What is there now, everything read: dead references, holes, and what cannot be read stay. */
  readonly left: readonly Finding[]
}

type Store = Pick<
  SessionStore,
  'listSessions' | 'getSession' | 'listDocuments' | 'listNotes' | 'listSegments' | 'readSegment' | 'rebuildIndex'
>

/**
 * Puts right what a report found repairable: of each session that has such a
 * finding, the index, the counts and the last numbers are made anew out of the
 * content of its entries, which stays what it is. Rejects as `verifyIntegrity`
 * and the store do; called again, it goes on.
 */
export async function repairIntegrity(store: Store, { findings }: Pick<IntegrityReport, 'findings'>): Promise<RepairReport> {
  const sessions = [...new Set(findings.filter(({ repairable }) => repairable).map(({ session }) => session))]
  for (const session of sessions) await store.rebuildIndex(session)
  const { findings: now } = await verifyIntegrity(store, { sessions })
  const texts = new Set(now.map((finding) => JSON.stringify(finding)))
  const repaired = findings.filter((finding) => finding.repairable && !texts.has(JSON.stringify(finding)))
  const elsewhere = findings.filter(({ session }) => !sessions.includes(session))
  return { repaired, left: [...elsewhere, ...now] }
}
