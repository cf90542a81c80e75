import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { archiveFormats, rewriteArchive } from '../../../src/core/archive'
import { applyDelta, type Checkpoint, orderDeltas } from '../../../src/core/delta'
import { AppError } from '../../../src/core/errors'
import type { Entry } from '../../../src/core/model'
import { type ChainedFile, deltaOf, fullOf, given } from '../../harness/chain'
import { runs } from '../../harness/runs'
import { collect, fixedEnv, meta, page, partsOf, sampleEntries, type WholeSession, writtenAs } from '../../unit/archive/support'

const env = fixedEnv()

/** What happens to a library between two exports. */
type Step = { readonly session: number } & (
  | { readonly what: 'grow'; readonly by: number }
  | { readonly what: 'rename' | 'rewrite' | 'delete' | 'view' | 'unpin' }
  | { readonly what: 'note'; readonly id: number; readonly text: string }
)

const session = fc.nat(2)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ session, what: fc.constant('grow'), by: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ session, what: fc.constant('grow'), by: fc.integer({ min: 900, max: 1100 }) }),
  fc.record({ session, what: fc.constantFrom('rename', 'rewrite', 'delete', 'view', 'unpin') }),
  fc.record({ session, what: fc.constant('note'), id: fc.nat(3), text: fc.string() }),
)

const noteOf = (id: number, text: string) => ({
  ...{ id: `note-${id}`, anchor: { document: page.id, n: 1 }, text, tags: [], pinned: id % 2 === 0, createdAt: 9 - id, editedAt: 10 },
})

function after(library: readonly WholeSession[], step: Step): readonly WholeSession[] {
  const id = `session-${step.session}`
  const fresh: WholeSession = { meta: { ...meta, id, createdAt: meta.createdAt + (step.session % 2) }, documents: [page], entries: [] }
  const known = library.find((one) => one.meta.id === id)
  const rest = library.filter((one) => one !== known)
  if (step.what === 'delete') return rest
  const next = changed(known ?? fresh, step)
  return [...rest, next].sort((a, b) => a.meta.createdAt - b.meta.createdAt || (a.meta.id < b.meta.id ? -1 : 1))
}

function changed(one: WholeSession, step: Step): WholeSession {
  const { notes = [], ...rest } = one
  const noted = (list: readonly ReturnType<typeof noteOf>[]): WholeSession => {
    const sorted = [...list].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
    return sorted.length > 0 ? { ...rest, notes: sorted } : rest
  }
  switch (step.what) {
    case 'grow':
      return { ...one, entries: sampleEntries(one.entries.length + step.by) }
    case 'rename':
      return { ...one, meta: { ...one.meta, name: `${one.meta.name}!` } }
    case 'view':
      return { ...one, view: { at: one.entries.length } }
    case 'rewrite':
      return { ...one, entries: one.entries.map((entry, at) => (at === 0 ? { ...entry, t: entry.t + 1 } : entry)) }
    case 'note':
      return noted([...(notes as ReturnType<typeof noteOf>[]).filter(({ id }) => id !== `note-${step.id}`), noteOf(step.id, step.text)])
    default:
      return noted((notes as ReturnType<typeof noteOf>[]).slice(1))
  }
}

const applied = async (base: Buffer, delta: Buffer): Promise<Buffer> => {
  const [older, newer] = [await partsOf(base), await partsOf(delta, { deltas: true })]
  const expected = newer[0]?.part === 'header' ? newer[0].header.delta?.result : undefined
  return collect(rewriteArchive(env, applyDelta(given(older), given(newer)), { format: 'json' }, expected))
}

const libraries = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 4 }).map((rounds) => {
  let library: readonly WholeSession[] = []
  return rounds.map((steps) => {
    library = steps.reduce(after, library)
    return library
  })
})

describe('a full file and the deltas after it', () => {
  it('[D2] [D3] [D4] are, applied in order, a full file of the end, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(libraries, async ([first = [], ...later]) => {
        let { file, checkpoint } = await fullOf(first)
        for (const library of later) {
          const delta = await deltaOf(library, checkpoint)
          file = await applied(file, delta.file)
          expect(file.toString()).toBe((await writtenAs('json', library)).toString())
          expect(delta.checkpoint.number).toBe(checkpoint.number + 1)
          checkpoint = delta.checkpoint
        }
      }),
      { numRuns: runs(25) },
    )
  })

  it.each(archiveFormats)('[D1] [D2] are read from %s as they were written', async (format) => {
    const notes = [noteOf(1, 'x')]
    const delta = { after: 7, removedNotes: ['a'] }
    const one = { meta, delta, documents: [page], notes, entries: sampleEntries(9).slice(7) }
    const chain = { base: 'a'.repeat(64), result: 'b'.repeat(64), full: 'a'.repeat(64), number: 1, removed: ['gone'] }
    const parts = await partsOf(await writtenAs(format, [one], undefined, chain), { deltas: true })
    expect(parts[0]).toMatchObject({ header: { delta: chain } })
    expect(parts[1]).toEqual({ part: 'session', meta, delta, documents: [page], notes })
    expect(parts.at(-1)).toMatchObject({ verified: true })
    await expect(partsOf(await writtenAs(format, [one], undefined, chain))).rejects.toMatchObject({ code: 'archive/delta' })
    await expect(partsOf(await writtenAs(format, [one]))).rejects.toMatchObject({ code: 'archive/invalid' })
  })
})

describe('the deltas of a chain', () => {
  const grown = (count: number): readonly WholeSession[] => [{ meta, documents: [page], entries: sampleEntries(count) }]

  async function chain() {
    const full = await fullOf(grown(5))
    const deltas: ChainedFile[] = []
    let checkpoint = full.checkpoint
    for (const count of [8, 9, 20]) {
      const delta = await deltaOf(grown(count), checkpoint)
      deltas.push(delta)
      checkpoint = delta.checkpoint
    }
    const fork = await deltaOf(grown(10), deltas[0]?.checkpoint ?? checkpoint)
    const heads = await Promise.all([...deltas, fork].map(async ({ file }) => headOf(file)))
    return { full, heads, deltas }
  }
  async function headOf(file: Buffer) {
    const [first] = await partsOf(file, { deltas: true })
    if (first?.part !== 'header' || first.header.delta === undefined) throw new Error('it is no delta')
    return { delta: first.header.delta }
  }
  const code = (order: () => unknown): string => {
    try {
      order()
    } catch (error) {
      if (error instanceof AppError) return `${error.code} ${error.detail.number}`
    }
    return 'none'
  }

  it('[D4] are put in order, whatever order they come in', async () => {
    const { full, heads } = await chain()
    const [one, two, three] = heads
    if (one === undefined || two === undefined || three === undefined) throw new Error('a chain has three')
    expect(orderDeltas(full.checkpoint.sha256, [three, one, two])).toEqual([one, two, three])
    expect(orderDeltas(one.delta.result, [three, two])).toEqual([two, three])
    expect(orderDeltas(full.checkpoint.sha256, [])).toEqual([])
  })

  it('[D4] are refused where one is missing, repeated, forked or of another chain', async () => {
    const { full, heads, deltas } = await chain()
    const [one, two, three, fork] = heads
    if (one === undefined || two === undefined || three === undefined || fork === undefined) throw new Error('a chain has three')
    const sha256 = full.checkpoint.sha256
    expect(code(() => orderDeltas(sha256, [one, three]))).toBe('delta/gap 2')
    expect(code(() => orderDeltas(sha256, [two, three]))).toBe('delta/gap 1')
    expect(code(() => orderDeltas(sha256, [one, two, one]))).toBe('delta/repeat 1')
    expect(code(() => orderDeltas(two.delta.result, [two, three]))).toBe('delta/repeat 2')
    expect(code(() => orderDeltas(sha256, [one, two, fork]))).toBe('delta/fork 2')
    expect(code(() => orderDeltas('0'.repeat(64), [one]))).toBe('delta/base 1')
    await expect(applied(full.file, deltas[1]?.file ?? full.file)).rejects.toMatchObject({ code: 'delta/base' })
  })

  it('[D4] that were damaged on the way, sums and all, are found by what comes of them', async () => {
    const { full, deltas } = await chain()
    const parts = await partsOf(deltas[0]?.file ?? full.file, { deltas: true })
    const forged = parts.map((part) =>
      part.part === 'entries' ? { ...part, entries: part.entries.map((entry) => ({ ...entry, t: entry.t + 1 })) } : part,
    )
    const file = await collect(rewriteArchive(env, given(forged)))
    await expect(applied(full.file, file)).rejects.toMatchObject({ code: 'delta/result' })
  })

  describe('of which a file shows what is redacted now', () => {
    const redacted = (entries: readonly Entry[], at: number): readonly Entry[] =>
      entries.map(({ seq, document, n, t, ...said }, index) => {
        const data = { method: 'log', args: ['[redacted:jwt]'] } as const
        return index === at ? { seq, document, n, t, kind: 'event', type: 'console', data } : ({ seq, document, n, t, ...said } as Entry)
      })
    const library = (entries: readonly Entry[]): readonly WholeSession[] => [{ meta, documents: [page], entries }]

    async function files(count: number): Promise<readonly Checkpoint[]> {
      const all = [(await fullOf(library(sampleEntries(5)))).checkpoint]
      for (let at = 1; at < count; at++) all.push((await deltaOf(library(sampleEntries(5 + 3 * at)), ...all)).checkpoint)
      return all
    }

    it.each([
      [0, 'file 0'],
      [4, 'file 0'],
      [5, 'file 1'],
      [10, 'file 2'],
    ])('are refused, and the first file with it is named: entry %i, %s', async (at, file) => {
      const checkpoints = await files(3)
      const now = library(redacted(sampleEntries(20), at))
      await expect(deltaOf(now, ...checkpoints)).rejects.toMatchObject({ code: 'delta/shows-secret', detail: { file, session: meta.id } })
    })

    it('go on where it is in what came after, or where the session was changed without removing anything', async () => {
      const checkpoints = await files(3)
      await deltaOf(library(redacted(sampleEntries(20), 11)), ...checkpoints)
      const moved = sampleEntries(20).map((entry, at) => (at === 2 ? { ...entry, t: entry.t + 1 } : entry))
      await deltaOf(library(moved), ...checkpoints)
    })

    it('are refused after another engine', async () => {
      const [full] = await files(1)
      if (full === undefined) throw new Error('there is one')
      await expect(deltaOf(library(sampleEntries(9)), { ...full, engine: 7 })).rejects.toMatchObject({
        code: 'delta/other-engine',
        detail: { before: 7, now: 0 },
      })
    })
  })

  it('[D2] hold what came after alone: the last hour of twenty-four takes its share', async () => {
    const full = await fullOf(grown(23_000))
    const delta = await deltaOf(grown(24_000), full.checkpoint)
    expect(delta.file.length).toBeLessThan(0.07 * (await fullOf(grown(24_000))).file.length)
  })
})
