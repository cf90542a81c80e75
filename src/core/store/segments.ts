import { AppError } from '../errors'
import { decodeSegment } from './segment-codec'
import { contentOf, segmentOf } from './segment-rows'
import type { SessionStore } from './session-store'
import { sessionRow } from './sessions'
import type { StoreContext } from './store-context'

export function createSegments({ tables }: StoreContext): Pick<SessionStore, 'listSegments' | 'readSegment'> {
  return {
    async listSegments(session, afterSeq, limit) {
      const { row, rows } = await tables.read(['sessions', 'segmentIndex'], async (tx) => {
        const row = await sessionRow(tx, session)
        return { row, rows: await tx.list('segmentIndex', { log: row.log, after: afterSeq }, limit) }
      })
      return rows.map((index) => segmentOf(row, index))
    },

    async readSegment(session, seq) {
      const found = await tables.read(['sessions', 'segmentIndex', 'segmentBytes'], async (tx) => {
        const { log } = await sessionRow(tx, session)
        const [bytes] = await tx.list('segmentBytes', { log, after: seq - 1 }, 1)
        if (bytes !== undefined && bytes.firstSeq <= seq) return bytes
        const [index] = await tx.list('segmentIndex', { log, after: seq - 1 }, 1)
        if (index === undefined || index.firstSeq > seq) return undefined
        throw new AppError('store/corrupt', { session, at: index.firstSeq, why: 'its entries are missing' })
      })
      return found === undefined ? [] : decodeSegment(contentOf(found), { ...found, session })
    },
  }
}
