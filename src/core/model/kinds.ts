import { component } from './component'
import { event } from './event'
import { performance } from './performance'
import { state } from './state'

/** Every kind with its types. `dom` is reserved for a later replay. */
export const kinds = { state, component, event, performance } as const

export type Kind = keyof typeof kinds
