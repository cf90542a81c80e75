import { sampleEntries } from '../../../unit/archive/support'
import { createTestHost, entriesIn, record, session } from '../../../unit/jobs/support'

/** Imports files into a store that holds another session already. Gives what is wrong with what became of it, or undefined. */
export async function createImporter(): Promise<(file: Buffer) => Promise<string | undefined>> {
  const host = createTestHost()
  await record(host.store, sampleEntries(40), { of: { ...session, id: 'kept' } })
  const look = async () => JSON.stringify([await host.store.listSessions(), await entriesIn(host.store, 'kept')])
  const before = await look()
  return async (file) => {
    await host.stage('import-1', file)
    const job = await host.run({ kind: 'import', files: [{ file: 'import-1', name: 'x' }] })
    if (job.phase === 'failed' && !job.error?.code.startsWith('archive/')) return `the import failed with ${job.error?.code}`
    if (job.phase !== 'failed' && job.phase !== 'done') return `the import ended as ${job.phase}`
    for (const id of job.result?.sessions ?? []) await host.store.deleteSession(id, 0)
    await host.store.purgeDeleted(1)
    if ((await look()) !== before) return 'the store is not as it was'
    if ((await host.staging.list()).length > 0) return 'a staged file stayed'
    return (await host.store.sweepStages(Number.MAX_SAFE_INTEGER)) > 0 ? 'a half import stayed' : undefined
  }
}
