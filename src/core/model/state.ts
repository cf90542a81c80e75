import type { Patch } from '../timeline/patch-types'
import type { Json } from '../value/json'
import { z } from '../zod'
import { oneLine, shortValue, typeSpec } from './format'
import { gap } from './gap'
import { json, patch } from './schemas'

/** A source begins. `library` names what speaks: `redux`, `connect`, `page`, `web-storage`. */
export interface StateOpen {
  readonly name: string
  readonly library: string
}

/** The full value of the source at this entry; holes of a streamed one are filled by the `part` entries right after it. */
export interface StateKeyframe {
  readonly value: Json
  readonly why: 'init' | 'late' | 'replaced' | 'derived'
  /** True when `part` entries follow. */
  readonly partial?: boolean | undefined
}

/** A piece of the keyframe before it. The last one says so. */
export interface StatePart {
  readonly patch: Patch
  readonly last: boolean
}

/** The source changed. Without an action: something else than a recorded action changed it. */
export interface StateChange {
  readonly action?: Json | undefined
  readonly patch: Patch
  readonly stack?: string | undefined
}

export type StateClose = Readonly<Record<never, never>>

function actionType(action: Json | undefined): string {
  if (action === undefined) return 'changed'
  if (typeof action === 'object' && action !== null && 'type' in action && typeof action.type === 'string') return action.type
  return shortValue(action)
}

export const state = {
  open: typeSpec<StateOpen>({
    schema: z.strictObject({ name: z.string(), library: z.string() }),
    fields: { name: 'name', library: 'safe' },
    label: (data) => oneLine(`${data.name} opened (${data.library})`),
  }),
  keyframe: typeSpec<StateKeyframe>({
    schema: z.strictObject({
      value: json,
      why: z.enum(['init', 'late', 'replaced', 'derived']),
      partial: z.optional(z.boolean()),
    }),
    fields: { value: 'state', why: 'safe', partial: 'safe' },
    label: (data) => `Whole state (${data.why})`,
  }),
  part: typeSpec<StatePart>({
    schema: z.strictObject({ patch, last: z.boolean() }),
    fields: { patch: 'patch', last: 'safe' },
    label: () => 'Whole state, continued',
    level: () => 'debug',
  }),
  change: typeSpec<StateChange>({
    schema: z.strictObject({ action: z.optional(json), patch, stack: z.optional(z.string()) }),
    fields: { action: 'value', patch: 'patch', stack: 'stack' },
    label: (data) => oneLine(actionType(data.action)),
    text: (data) => data.patch.map((step) => step.path).join(' '),
    facts: (data, into) => into.patch(data.patch),
  }),
  close: typeSpec<StateClose>({
    schema: z.strictObject({}),
    fields: {},
    label: () => 'Closed',
  }),
  gap,
} as const
