import { AppError } from '../errors'
import { z } from '../zod'
import { type RulePack, rulePack, rulePackSchemaName, rulePackVersion } from './rule-pack'

/** A pack of rules from the text of its file. Throws `rules/not-a-pack` with what is wrong and where. */
export function readRulePack(text: string): RulePack {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new AppError('rules/not-a-pack', { why: 'it is no JSON' }, error)
  }
  return rulePackOf(value)
}

/** The same for what a file holds. */
export function rulePackOf(value: unknown): RulePack {
  const { schema, schemaVersion } = headOf(value)
  if (schema !== rulePackSchemaName) throw new AppError('rules/not-a-pack', { why: `its "schema" is not "${rulePackSchemaName}"` })
  if (typeof schemaVersion === 'number' && schemaVersion > rulePackVersion)
    throw new AppError('rules/not-a-pack', { why: `it is of version ${schemaVersion}, and this program reads ${rulePackVersion}` })
  const parsed = z.safeParse(rulePack, value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const at = issue?.path.map(String).join('/') ?? ''
  throw new AppError('rules/not-a-pack', { why: `${issue?.message ?? 'it is not as it should be'}${at === '' ? '' : ` at ${at}`}` })
}

function headOf(value: unknown): { readonly schema?: unknown; readonly schemaVersion?: unknown } {
  return typeof value === 'object' && value !== null ? value : {}
}

/** The text of a pack's file. */
export function rulePackText(pack: RulePack): string {
  return `${JSON.stringify(pack, undefined, 2)}\n`
}
