import { en } from './en'

/** The catalogue in use. One language so far; another is another object of the same type. */
export const text: typeof en = en
