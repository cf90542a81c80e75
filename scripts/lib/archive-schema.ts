import { archiveNote, documentSchema, headerSchema, metaSchema, sessionDelta, summarySchema } from '../../src/core/archive/schema'
import { kinds } from '../../src/core/model'
import { z } from '../../src/core/zod'

type JsonSchema = Readonly<Record<string, unknown>>

const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` })
const list = (name: string): JsonSchema => ({ type: 'array', items: ref(name) })

/** From the schema that readers check with. What JSON Schema cannot say, such as an order of two numbers, is not in it. */
function fromZod(schema: z.ZodMiniType<unknown>): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

/** An object that has no members but these. */
function strict(properties: JsonSchema, optional: readonly string[] = []): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name))
  return { type: 'object', properties, required, additionalProperties: false }
}

const number = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }

/** Every kind with its types, as SPEC: E4 has it. */
const types = Object.entries(kinds).flatMap(([kind, specs]) =>
  Object.entries<{ readonly schema: z.ZodMiniType<unknown> }>(specs as never).map(([type, { schema }]) => ({ kind, type, schema })),
)

function entry(kind: string, type: string): JsonSchema {
  const members = {
    ...{ seq: number, document: { type: 'string' }, n: number, t: { type: 'number' } },
    ...{ kind: { const: kind }, type: { const: type }, source: { type: 'string', maxLength: 200 }, data: ref(`${kind}.${type}`) },
  }
  return strict(members, kind === 'state' && type !== 'gap' ? [] : ['source'])
}

/** The JSON Schema of an archive in JSON, as docs/archive.schema.json has it. */
export function archiveSchema(): string {
  const { properties: header } = fromZod(headerSchema)
  const members = {
    meta: ref('meta'),
    delta: ref('delta'),
    documents: list('document'),
    notes: list('note'),
    view: {},
    entries: list('entry'),
  }
  const sessions = strict(members, ['delta', 'notes', 'view'])
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Playhead archive, version 1',
    description:
      'Recorded sessions as one JSON document. src/core/archive/SPEC.md has the rules; those between its parts, such as numbers that rise and checksums, no schema can tell.',
    ...strict({ ...(header as JsonSchema), sessions: list('session'), summary: { anyOf: [ref('summary'), { const: 'edited' }] } }, [
      'delta',
    ]),
    $defs: {
      session: sessions,
      meta: fromZod(metaSchema),
      delta: fromZod(sessionDelta),
      document: fromZod(documentSchema),
      note: fromZod(archiveNote),
      summary: fromZod(summarySchema),
      entry: { oneOf: types.map(({ kind, type }) => entry(kind, type)) },
      ...Object.fromEntries(types.map(({ kind, type, schema }) => [`${kind}.${type}`, fromZod(schema)])),
    },
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}
