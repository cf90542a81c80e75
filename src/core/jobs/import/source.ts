import type { ArchiveDelta, ArchivePart } from '../../archive'
import type { Session } from '../../model'
import type { JobPhase, StagedImport } from '../job-state'

/** What an import brings, whatever number of files it is in. */
export interface ImportSource {
  /** Reads all of it, in a phase of the job; tells how far it is. */
  read(phase: JobPhase): AsyncGenerator<ArchivePart>
  /** Of deltas: the checksum of the full file at the beginning of their chain. */
  readonly full?: string | undefined
  /** Of deltas that go on from what is here: the other sessions of their base, to which nothing is done. */
  readonly others?: readonly Session[] | undefined
}

/** A delta, and the file that it is. */
export interface ChainDelta {
  readonly file: StagedImport
  readonly delta: ArchiveDelta
}

/** The first file, and what it has to become. */
export interface ChainBase extends Pick<ImportSource, 'others'> {
  readonly sha256: string
  read(): AsyncGenerator<ArchivePart>
}
