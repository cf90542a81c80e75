import { z } from '../zod'
import { type RulePack, rulePack } from './rule-pack'

/** A pack of rules as it is kept in this browser. */
export interface KeptPack {
  readonly id: string
  /** Whether exports use it. */
  readonly on: boolean
  readonly pack: RulePack
}

const keptPack: z.ZodMiniType<KeptPack> = z.strictObject({ id: z.string(), on: z.boolean(), pack: rulePack })

/** A row as a kept pack, or undefined when it is none (of another version, say). */
export function parseKeptPack(row: unknown): KeptPack | undefined {
  const parsed = keptPack.safeParse(row)
  return parsed.success ? parsed.data : undefined
}
