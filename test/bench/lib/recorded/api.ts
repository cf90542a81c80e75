import type { IncomingMessage, ServerResponse } from 'node:http'
import { sentence } from './words'

const names = 'pets orders owners visits clinics vaccines invoices payments rooms suppliers products deliveries'.split(' ')

/** An OpenAPI document of so many collections, each with four operations. */
export function openApi(collections: number): object {
  const tags = names.slice(0, collections)
  return {
    openapi: '3.0.3',
    info: { title: 'Clinic', version: '2.4.0', description: sentence(1, 40) },
    servers: [{ url: '/api' }],
    tags: tags.map((name, i) => ({ name, description: sentence(i, 12) })),
    paths: Object.assign({}, ...tags.map(pathsOf)),
    components: { schemas: Object.fromEntries(tags.map((name, i) => [schemaName(name), schema(i)])) },
  }
}

/** The same data for the same address. */
export function answerApi(request: IncomingMessage, response: ServerResponse): boolean {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const [, name = '', id] = /^\/api\/(\w+)(?:\/(\d+))?$/.exec(pathname) ?? []
  if (!names.includes(name)) return false
  const found = id === undefined || Number(id) < 900
  const body = !found
    ? { error: 'not_found', message: `There is no ${name} ${id}` }
    : id === undefined && request.method === 'GET'
      ? Array.from({ length: Math.min(20, Number(searchParams.get('limit') ?? 5)) }, (_, i) => item(name, i + 1))
      : item(name, Number(id ?? 1))
  response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  return true
}

function item(name: string, id: number): object {
  return { id, name: sentence(id + name.length, 2), note: sentence(id * 3, 9), price: (id * 1937) % 10_000, tags: [sentence(id, 1)] }
}

const schemaName = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}Item`

const schema = (i: number) => ({
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'integer', format: 'int64', description: sentence(i + 20, 6) },
    name: { type: 'string', example: sentence(i + 40, 2) },
    note: { type: 'string', description: sentence(i + 60, 9) },
    price: { type: 'integer', minimum: 0 },
    tags: { type: 'array', items: { type: 'string' } },
  },
})

function pathsOf(name: string, i: number): object {
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${schemaName(name)}` } } }
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } }
  const query = (parameter: string, type: string) => ({ name: parameter, in: 'query', description: sentence(i, 7), schema: { type } })
  const operation = (verb: string, parameters: readonly object[], more: object = {}) => ({
    tags: [name],
    operationId: `${verb}${schemaName(name)}`,
    summary: `${verb} ${name}`,
    parameters,
    responses: { 200: { description: sentence(i + 3, 5), content }, 404: { description: 'There is none' } },
    ...more,
  })
  return {
    [`/${name}`]: {
      get: operation('list', [query('limit', 'integer'), query('search', 'string'), query('sort', 'string')]),
      post: operation('add', [], { requestBody: { required: true, content } }),
    },
    [`/${name}/{id}`]: {
      get: operation('read', [id, query('fields', 'string')]),
      delete: operation('remove', [id]),
    },
  }
}
