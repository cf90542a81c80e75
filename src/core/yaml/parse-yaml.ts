import { CORE_SCHEMA, load, YAMLException } from 'js-yaml'
import type { Json } from '../value'

/** What is wrong, and where: line and column from 1. */
export interface YamlFault {
  readonly why: string
  readonly line: number
  readonly column: number
}

export type ParsedYaml = { readonly value: Json; readonly fault?: undefined } | { readonly fault: YamlFault; readonly value?: undefined }

/**
 * YAML as JSON. Aliases are refused, since few lines of them stand for more than
 * fits into any memory; so are two members of one name, and what JSON cannot say.
 * `depth`: levels of lists and maps.
 */
export function parseYaml(text: string, depth: number): ParsedYaml {
  try {
    const value = load(text, { schema: CORE_SCHEMA, maxAliases: 0, maxDepth: depth })
    return isPlain(value) ? { value } : { fault: { why: 'it holds a value that JSON does not have', line: 1, column: 1 } }
  } catch (error) {
    if (error instanceof RangeError) return { fault: { why: 'it is nested too deep', line: 1, column: 1 } }
    if (!(error instanceof YAMLException)) throw error
    const { reason, mark } = error
    return { fault: { why: reason, line: (mark?.line ?? 0) + 1, column: (mark?.column ?? 0) + 1 } }
  }
}

/** False where YAML said an infinity, or no number. */
function isPlain(value: unknown): value is Json {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return value !== undefined
  return Object.values(value).every(isPlain)
}
