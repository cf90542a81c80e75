import { z } from '../zod'
import { oneLine, typeSpec } from './format'
import { amount } from './schemas'

/** Why something could not be recorded. The text is what people read. */
export const gapReasons = {
  overflow: 'more was recorded than could be kept until it was stored',
  budget: 'recording it would have slowed the page down',
  flood: 'the page sent more than the recorder takes in one second',
  threw: 'reading it threw an error',
  mutated: 'the state was changed in place, so its history is not known',
  'not-granted': 'Playhead has no permission for this frame',
  unsupported: 'the browser gives no access to it',
  invalid: 'the page sent something that is no entry',
  late: 'recording began after the page had already run',
  lost: 'recording ended before the page had handed over everything',
  'disk-full': 'the disk or the browser’s storage was full',
  damaged: 'the stored part cannot be read',
} as const

export type GapReason = keyof typeof gapReasons

export interface GapData {
  readonly reason: GapReason
  /** How many entries are missing, where known. */
  readonly lost?: number | undefined
  /** What it concerns: a frame's address, an API, an error's text. */
  readonly detail?: string | undefined
}

/** Every kind has this type: it says what of that kind could not be recorded, and why. */
export const gap = typeSpec<GapData>({
  schema: z.strictObject({
    reason: z.enum(Object.keys(gapReasons) as [GapReason, ...GapReason[]]),
    lost: z.optional(amount),
    detail: z.optional(z.string()),
  }),
  fields: { reason: 'safe', lost: 'safe', detail: 'text' },
  label: (data) =>
    oneLine(`Gap: ${gapReasons[data.reason]}${data.lost ? ` (${data.lost} lost)` : ''}${data.detail ? `: ${data.detail}` : ''}`),
  level: () => 'warn',
})
