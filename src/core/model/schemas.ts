import type { Patch } from '../timeline/patch-types'
import type { Json } from '../value/json'
import { z } from '../zod'

/**
 * Any JSON. Checked for shape only at its top: it arrives from `JSON.parse` or
 * structured clone of what `JSON.parse` made, so it cannot hold anything else,
 * and walking a 10 MB keyframe again would buy nothing.
 */
export const json: z.ZodMiniType<Json> = z.custom<Json>((value) => value !== undefined && typeof value !== 'function')

const pointer = z.string().check(z.regex(/^(?:\/|$)/))

export const patch: z.ZodMiniType<Patch> = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('add'), path: pointer, value: json }),
    z.strictObject({ op: z.literal('replace'), path: pointer, value: json }),
    z.strictObject({ op: z.literal('remove'), path: pointer }),
  ]),
)

export const headers = z.record(z.string(), z.string())

/** A count, size or duration: finite and not negative. */
export const amount = z.number().check(z.nonnegative())
