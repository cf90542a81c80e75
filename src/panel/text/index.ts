import { commandWords } from './commands'
import { compareWords } from './compare'
import { copyWords } from './copy'
import { en } from './en'
import { excerptWords } from './excerpt'
import { exportWords } from './export'
import { filterWords } from './filter'
import { importWords } from './import'
import { noteWords } from './notes'
import { rangeWords } from './range'
import { ruleWords } from './rules'
import { scheduleWords } from './schedules'
import { sessionListWords } from './session-list'
import { stateViewWords } from './state-views'
import { viewingWords } from './viewing'

const english = {
  ...en,
  filter: filterWords,
  notes: noteWords,
  sessionList: sessionListWords,
  commands: commandWords,
  compare: compareWords,
  copyAs: copyWords,
  export: exportWords,
  import: importWords,
  excerpt: excerptWords,
  range: rangeWords,
  rules: ruleWords,
  schedules: scheduleWords,
  stateViews: stateViewWords,
  viewing: viewingWords,
}

/** The catalogue in use. One language so far; another is another object of the same type. */
export const text: typeof english = english
