import { gap } from './gap'

/** Component trees: so far only what could not be recorded of them. */
export const component = { gap } as const
