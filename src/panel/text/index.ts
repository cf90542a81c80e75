import { commandWords } from './commands'
import { en } from './en'
import { filterWords } from './filter'
import { noteWords } from './notes'
import { rangeWords } from './range'

const english = { ...en, filter: filterWords, notes: noteWords, commands: commandWords, range: rangeWords }

/** The catalogue in use. One language so far; another is another object of the same type. */
export const text: typeof english = english
