import { documentInfo } from '../core/model'
import { z } from '../core/zod'
import { batchLimit, type FromContent } from './capture-port'

const { id, url, title, timeOrigin, offset, late } = documentInfo.def.shape

/** The shape of `FromContent`. Apart from the contract itself, which content scripts bundle: they have no use for a parser. */
export const fromContent: z.ZodMiniType<FromContent> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), top: z.boolean(), document: z.strictObject({ id, url, title, timeOrigin, offset, late }) }),
  z.strictObject({ type: z.literal('about'), url, title }),
  z.strictObject({ type: z.literal('batch'), firstN: z.int().check(z.positive()), lines: z.string().check(z.maxLength(batchLimit)) }),
  z.strictObject({ type: z.literal('frame'), origin: z.string().check(z.maxLength(2048)) }),
  z.strictObject({ type: z.literal('finished') }),
])
