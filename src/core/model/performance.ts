import { z } from '../zod'
import { typeSpec } from './format'
import { gap } from './gap'
import { amount } from './schemas'

/** What recording itself cost this document since the last such entry. */
export interface Overhead {
  /** Main-thread milliseconds the recorder used. */
  readonly busy: number
  /** Milliseconds the window covers. */
  readonly window: number
  /** Longest single slice, milliseconds. */
  readonly longest: number
  /** Bytes waiting to be stored. */
  readonly waiting: number
  /** Entries made in the window. */
  readonly entries: number
}

export const performance = {
  overhead: typeSpec<Overhead>({
    schema: z.strictObject({ busy: amount, window: amount, longest: amount, waiting: amount, entries: amount }),
    fields: { busy: 'safe', window: 'safe', longest: 'safe', waiting: 'safe', entries: 'safe' },
    label: (data) => `Recorder used ${data.busy.toFixed(1)} ms of ${Math.round(data.window)} ms for ${data.entries} entries`,
    level: () => 'debug',
  }),
  gap,
} as const
