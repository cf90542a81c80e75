import type { ArchiveFormat } from '../../../core/archive'
import type { KnownPolicy } from '../../../core/jobs'
import type { ImportOptions } from '../../deps'

/** What becomes of sessions that are here already, in the order in which it is offered. */
export const knownChoices = ['ask', 'merge', 'copy', 'overwrite', 'skip', 'error'] as const satisfies readonly ('ask' | KnownPolicy)[]
export type KnownChoice = (typeof knownChoices)[number]

/** What files are read as, in the order in which it is offered. */
export const readFormats = ['auto', 'json', 'yaml', 'msgpack'] as const satisfies readonly ('auto' | ArchiveFormat)[]
export type ReadFormat = (typeof readFormats)[number]

/** All that is chosen of one import beforehand. */
export interface ImportChoice {
  readonly known: KnownChoice
  readonly format: ReadFormat
  readonly check: boolean
  readonly clear: boolean
}

export const usualImport: ImportChoice = { known: 'ask', format: 'auto', check: false, clear: false }

/** What is asked of the job. What is as it is for everybody who asks for nothing is not said. */
export function optionsOf({ known, format, check, clear }: ImportChoice): ImportOptions {
  return {
    ...(known !== 'ask' && !clear && { known }),
    ...(format !== 'auto' && { format }),
    ...(check && { check }),
    ...(clear && { clear }),
  }
}
