import fc from 'fast-check'
import type { DocumentInfo, Entry, Fact, Session } from '../../../src/core/model'
import { noCounts } from '../../../src/core/model'
import type { Json } from '../../../src/core/value/json'

/** By way of text, as all that was recorded: a `-0` of its own is no JSON (values tag it), and an own `__proto__` is. */
const asText = (value: unknown): Json => JSON.parse(JSON.stringify(value))

/** Any JSON, with the keys and strings that parsers and prototypes trip over. */
export const json = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ depthSize: 'medium', maxDepth: 6 }).map(asText) },
  {
    weight: 1,
    arbitrary: fc
      .dictionary(fc.constantFrom('__proto__', 'constructor', 'toString', '$', '', '1', '\ud800', 'a/b~c', '\u2028'), fc.jsonValue())
      .map(asText),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
)

const text = fc.string({ unit: 'grapheme', maxLength: 40 })

const fact: fc.Arbitrary<Fact> = fc.oneof(
  json.map((value): Fact => ({ kind: 'state', type: 'keyframe', source: 'store', data: { value, why: 'init' } })),
  fc.tuple(json, json).map(
    ([action, value]): Fact => ({
      kind: 'state',
      type: 'change',
      source: 'a/b',
      data: { action, patch: [{ op: 'add', path: '/x', value }] },
    }),
  ),
  fc.array(json, { maxLength: 3 }).map((args): Fact => ({ kind: 'event', type: 'console', data: { method: 'log', args } })),
  text.map((name): Fact => ({ kind: 'event', type: 'mark', data: { name } })),
  text.map((detail): Fact => ({ kind: 'component', type: 'gap', data: { reason: 'unsupported', detail } })),
  fc.nat().map(
    (entries): Fact => ({
      kind: 'performance',
      type: 'overhead',
      data: { busy: 0.5, window: 1000, longest: 0.25, waiting: 1e21, entries },
    }),
  ),
)

const time = fc.double({ min: 0, max: 4e12, noNaN: true }).map((value) => value + 0)

export interface RecordedSession {
  readonly session: Session
  readonly documents: readonly DocumentInfo[]
  /** In order of seq. */
  readonly entries: readonly Entry[]
}

/** A session of up to three documents whose entries come interleaved. */
export const recorded: fc.Arbitrary<RecordedSession> = fc
  .record({
    name: text,
    description: text,
    tags: fc.array(text, { maxLength: 3 }),
    origin: fc.constantFrom('http://localhost:4400', 'https://example.org'),
    createdAt: time,
    titles: fc.array(text, { minLength: 1, maxLength: 3 }),
    facts: fc.array(fc.record({ fact, at: time, document: fc.nat(2) }), { maxLength: 30 }),
  })
  .map(({ name, description, tags, origin, createdAt, titles, facts }) => {
    const documents = titles.map(
      (title, index): DocumentInfo => ({
        id: `document-${index}`,
        url: `${origin}/${index}`,
        title,
        ...(index === 0 ? {} : { parent: 'document-0' }),
        timeOrigin: createdAt + index,
        offset: 0,
        late: index === 2,
      }),
    )
    const numbers = documents.map(() => 0)
    return {
      session: {
        id: 'session-1',
        name,
        description,
        tags,
        origin,
        from: 'recorded',
        status: 'recording',
        createdAt,
        browser: 'Test 1',
        revision: 0,
        counts: noCounts,
      },
      documents,
      entries: facts.map(({ fact: { kind, type, source, data }, at, document }, index) => {
        const of = document % documents.length
        const n = (numbers[of] ?? 0) + 1
        numbers[of] = n
        return {
          seq: index + 1,
          document: `document-${of}`,
          n,
          t: at,
          kind,
          type,
          ...(source === undefined ? {} : { source }),
          data,
        } as Entry
      }),
    }
  })
