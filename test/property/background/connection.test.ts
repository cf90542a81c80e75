import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { finishPatience, openConnection } from '../../../src/background/record/connection'
import type { FromContent, ToContent } from '../../../src/bridge/capture-port'
import type { RuntimePort } from '../../../src/bridge/reconnecting-port'
import { AppError } from '../../../src/core/errors'
import { type Entry, noCounts, type Session } from '../../../src/core/model'
import { createMemoryStore, type SessionStore } from '../../../src/core/store'
import { runs } from '../../harness/runs'
import { createTestEnv } from '../../harness/test-env'

const session: Session = {
  id: 'session-0123456789',
  name: 'a session',
  origin: 'http://localhost',
  from: 'recorded',
  status: 'recording',
  createdAt: 1000,
  browser: 'Test 1',
  revision: 0,
  description: '',
  tags: [],
  counts: noCounts,
}

/** Ports whose messages are cloned and arrive when the test lets them. */
function createPort() {
  const messages: ((message: unknown) => void)[] = []
  const ends: (() => void)[] = []
  const answers: ToContent[] = []
  const hungUp = { value: false }
  const port: RuntimePort = {
    postMessage: (message) => answers.push(structuredClone(message) as ToContent),
    disconnect: () => {
      hungUp.value = true
    },
    onMessage: { addListener: (listener) => messages.push(listener) },
    onDisconnect: { addListener: (listener) => ends.push(listener) },
  }
  return {
    port,
    answers,
    hungUp,
    say(message: FromContent | unknown) {
      for (const hear of messages) hear(structuredClone(message))
    },
    drop() {
      for (const end of ends) end()
    },
  }
}

function connect(store: SessionStore, admitted = true) {
  const wire = createPort()
  const failures: AppError[] = []
  const closed = Promise.withResolvers<void>()
  const connection = openConnection(wire.port, {
    store,
    env: { now: () => 9000 },
    admit: async ({ document }) => (admitted ? { session: session.id, document } : undefined),
    granted: async (origin) => origin === 'http://localhost',
    stored: () => undefined,
    failed: async (_, error) => void failures.push(error),
    closed: closed.resolve,
  })
  return { ...wire, connection, failures, closed: closed.promise }
}

const hello = (document: string) => ({
  type: 'hello',
  top: true,
  document: { id: document, url: 'http://localhost/', title: '', timeOrigin: 5000, offset: 0, late: false },
})
const line = (n: number) => JSON.stringify({ kind: 'event', type: 'mark', data: { name: `mark ${n}` }, at: n })
const batch = (from: number, to: number) => ({
  type: 'batch',
  firstN: from,
  lines: Array.from({ length: to - from + 1 }, (_, i) => line(from + i)).join('\n'),
})

async function storedEntries(store: SessionStore): Promise<readonly Entry[]> {
  const segments = await store.listSegments(session.id)
  return (await Promise.all(segments.map(({ firstSeq }) => store.readSegment(session.id, firstSeq)))).flat()
}

async function storedMarks(store: SessionStore, document: string): Promise<readonly [number, unknown][]> {
  return (await storedEntries(store)).filter((entry) => entry.document === document).map(({ n, data }) => [n, data])
}

/** What a content script and a dying browser may do to the batches of two documents. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('batch'),
      document: fc.constantFrom('document-aaaaaaaa', 'document-bbbbbbbb'),
      from: fc.integer({ min: 1, max: 30 }),
      length: fc.integer({ min: 1, max: 12 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('reconnect'), document: fc.constantFrom('document-aaaaaaaa', 'document-bbbbbbbb') }),
  },
)

describe('a document’s connection', () => {
  it('stores each entry once and in order whatever batches come, repeat, overlap or go missing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const store = createMemoryStore(createTestEnv())
        await store.createSession(session)
        const lastN = new Map<string, number>()
        const wires = new Map<string, ReturnType<typeof connect>>()
        const open = (document: string) => {
          const wire = connect(store)
          wire.say(hello(document))
          wires.set(document, wire)
          return wire
        }
        for (const each of steps) {
          const { document } = each
          const wire = wires.get(document) ?? open(document)
          if (each.do === 'reconnect') {
            wire.drop()
            await wire.closed
            open(document)
          } else if ('from' in each) {
            const to = each.from + each.length - 1
            wire.say(batch(each.from, to))
            // The naive model: a batch counts when it leaves no hole.
            const before = lastN.get(document) ?? 0
            if (each.from <= before + 1) lastN.set(document, Math.max(before, to))
          }
        }
        for (const [document, wire] of wires) {
          wire.drop()
          await wire.closed
          const expected = Array.from({ length: lastN.get(document) ?? 0 }, (_, i) => [i + 1, { name: `mark ${i + 1}` }])
          expect(await storedMarks(store, document)).toEqual(expected)
        }
      }),
      { numRuns: runs(200) },
    )
  })

  it('acknowledges a batch only after it can be read back, and asks for what is missing', async () => {
    const store = createMemoryStore(createTestEnv())
    await store.createSession(session)
    const wire = connect(store)
    wire.say(hello('document-aaaaaaaa'))
    wire.say(batch(1, 3))
    wire.say(batch(6, 7))
    wire.say(batch(2, 4))
    wire.drop()
    await wire.closed
    // Nothing is sent to a port that is gone; what was sent before is all there is to hear.
    expect((await storedMarks(store, 'document-aaaaaaaa')).map(([n]) => n)).toEqual([1, 2, 3, 4])

    const again = connect(store)
    again.say(hello('document-aaaaaaaa'))
    again.say(batch(6, 7))
    again.say(batch(5, 7))
    again.say({ type: 'finished' })
    await again.connection.finish()
    expect(again.answers).toEqual([
      { type: 'verdict', record: true, lastN: 4 },
      { type: 'finish' },
      { type: 'resend', from: 5 },
      { type: 'ack', lastN: 7 },
    ])
  })

  it('says at once that a document is not recorded and takes nothing from it', async () => {
    const store = createMemoryStore(createTestEnv())
    await store.createSession(session)
    const wire = connect(store, false)
    wire.say(hello('document-aaaaaaaa'))
    wire.say(batch(1, 3))
    wire.say({ type: 'finished' })
    wire.drop()
    await wire.closed
    expect(await store.listDocuments(session.id)).toEqual([])
  })

  it('ends recording, and says why, when the store cannot take more', async () => {
    const store = createMemoryStore(createTestEnv())
    await store.createSession(session)
    const full: SessionStore = { ...store, append: () => Promise.reject(new AppError('store/quota')) }
    const wire = connect(full)
    wire.say(hello('document-aaaaaaaa'))
    wire.say(batch(1, 3))
    wire.say({ type: 'finished' })
    wire.drop()
    await wire.closed
    expect(wire.failures.map(({ code }) => code)).toEqual(['store/quota'])
  })

  it('hangs up where the database is away for a moment, so that the document sends again, and the session goes on', async () => {
    const store = createMemoryStore(createTestEnv())
    await store.createSession(session)
    const away: SessionStore = { ...store, append: () => Promise.reject(new AppError('store/unavailable', { why: 'an upgrade' })) }
    const wire = connect(away)
    wire.say(hello('document-aaaaaaaa'))
    wire.say(batch(1, 3))
    wire.say(batch(4, 5))
    await wire.closed
    expect([wire.hungUp.value, wire.failures]).toEqual([true, []])
    expect(wire.answers).toEqual([{ type: 'verdict', record: true, lastN: 0 }])

    const again = connect(store)
    again.say(hello('document-aaaaaaaa'))
    again.say(batch(1, 5))
    again.say({ type: 'finished' })
    await again.connection.finish()
    expect((await storedMarks(store, 'document-aaaaaaaa')).map(([n]) => n)).toEqual([1, 2, 3, 4, 5])
  })

  it.each([
    undefined,
    null,
    7,
    'hello',
    { type: 'hello' },
    { type: 'batch', firstN: 0, lines: '' },
    { type: 'batch', firstN: 1.5, lines: '' },
    { type: 'else' },
  ])('refuses a message of another shape and goes on: %j', async (message) => {
    const store = createMemoryStore(createTestEnv())
    await store.createSession(session)
    const wire = connect(store)
    wire.say(hello('document-aaaaaaaa'))
    wire.say(message)
    wire.say(batch(1, 1))
    wire.say({ type: 'finished' })
    await wire.connection.finish()
    expect(wire.answers.map(({ type }) => type)).toEqual(['gap', 'verdict', 'finish', 'ack'])
  })

  it('tells of a framed site that is not granted, and only of such', async () => {
    const store = createMemoryStore(createTestEnv())
    await store.createSession(session)
    const wire = connect(store)
    wire.say(hello('document-aaaaaaaa'))
    wire.say({ type: 'frame', origin: 'http://localhost' })
    wire.say({ type: 'frame', origin: 'https://ads.example' })
    wire.say({ type: 'finished' })
    await wire.connection.finish()
    expect(wire.answers.filter(({ type }) => type === 'gap')).toEqual([
      { type: 'gap', reason: 'not-granted', detail: 'https://ads.example' },
    ])
  })
})

describe('a document that is slow to hand over what it holds', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  async function finishing() {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const store = createMemoryStore(createTestEnv())
    await store.createSession(session)
    const wire = connect(store)
    wire.say(hello('document-aaaaaaaa'))
    wire.say(batch(1, 2))
    const ended = { value: false }
    const finish = wire.connection.finish().then(() => {
      ended.value = true
    })
    return { ...wire, store, ended, finish }
  }
  const almost = finishPatience.silent - 1
  const lost = { reason: 'lost', detail: 'the page did not answer' }

  it('is waited for as long as it says anything', async () => {
    const { say, ended, finish, store } = await finishing()
    await vi.advanceTimersByTimeAsync(almost)
    say(batch(3, 3))
    await vi.advanceTimersByTimeAsync(almost)
    expect(ended.value).toBe(false)
    say(batch(4, 4))
    say({ type: 'finished' })
    await finish
    expect((await storedMarks(store, 'document-aaaaaaaa')).map(([n]) => n)).toEqual([1, 2, 3, 4])
  })

  it('is given up when it says nothing, and a gap in its place says so', async () => {
    const { finish, store } = await finishing()
    await vi.advanceTimersByTimeAsync(finishPatience.silent)
    await finish
    const entries = await storedEntries(store)
    expect(entries.map(({ n, type }) => [n, type])).toEqual([
      [1, 'mark'],
      [2, 'mark'],
      [3, 'gap'],
    ])
    expect(entries.at(-1)).toMatchObject({ data: lost, t: 9000 })
  })

  it('is given up in the end also when it never stops talking', async () => {
    const { say, finish, store } = await finishing()
    let n = 2
    for (let waited = 0; waited < finishPatience.whole; waited += almost) {
      say(batch(++n, n))
      await vi.advanceTimersByTimeAsync(almost)
    }
    await finish
    expect((await storedEntries(store)).at(-1)).toMatchObject({ n: n + 1, data: lost })
  })

  it('is asked once, however often the session is ended', async () => {
    const { say, connection, finish, answers } = await finishing()
    const again = connection.finish()
    await vi.advanceTimersByTimeAsync(1)
    say({ type: 'finished' })
    await Promise.all([finish, again])
    expect(answers.filter(({ type }) => type === 'finish')).toHaveLength(1)
  })
})
