import type { Env } from '../../env'
import type { Bytes } from '../bytes'
import type { ArchiveFrame } from '../schema'
import type { ReadSum, SessionDigest } from '../sums'
import { orderedDocument, orderedMeta, orderedNote } from '../texts'

/** Size of a block. */
const BLOCK = 1024 * 1024

const encoder = new TextEncoder()

/**
 * The checksum of a session of version 0: over the text of its lines as they
 * stood in the file, cut into blocks of 1 MiB; SHA-256 of the list of theirs.
 */
export function createSumV0(env: Pick<Env, 'sha256'>, { meta, documents, notes = [] }: ArchiveFrame): ReadSum {
  const digests: string[] = []
  let pending: Promise<void> = Promise.resolve()
  let block = new Uint8Array(BLOCK)
  let filled = 0
  let bytes = 0
  let entries = 0

  function hash(part: Bytes): void {
    const digest = env.sha256(part)
    pending = pending.then(async () => {
      digests.push(await digest)
    })
  }

  function add(data: Bytes): void {
    bytes += data.length
    let from = 0
    while (from < data.length) {
      const part = data.subarray(from, from + BLOCK - filled)
      block.set(part, filled)
      filled += part.length
      from += part.length
      if (filled < BLOCK) return
      hash(block)
      block = new Uint8Array(BLOCK)
      filled = 0
    }
  }
  const addText = (text: string): void => add(encoder.encode(text))
  const list = (name: string, items: readonly object[]): string =>
    `"${name}":[\n${items.map((item) => JSON.stringify(item)).join(',\n')}${items.length > 0 ? '\n' : ''}],\n`

  const noted = notes.length > 0 ? list('notes', notes.map(orderedNote)) : ''
  addText(`{"meta":${JSON.stringify(orderedMeta(meta))},\n${list('documents', documents.map(orderedDocument))}${noted}"entries":[\n`)

  return {
    entry(json) {
      if (entries++ > 0) addText(',\n')
      add(json)
    },
    settle: () => pending,
    async finish(): Promise<SessionDigest> {
      addText(entries > 0 ? '\n]}' : ']}')
      if (filled > 0) hash(block.subarray(0, filled))
      await pending
      return { bytes, chunks: [], chain: '', sha256: await env.sha256(encoder.encode(digests.map((digest) => `${digest}\n`).join(''))) }
    },
  }
}
