import type { ArchiveMeta } from '../core/archive'
import { AppError } from '../core/errors'

/** Whether a session is the one that `--session` asks for, by its id or its name; every one is if nobody asks. */
export function isAsked({ id, name }: ArchiveMeta, asked: string | undefined): boolean {
  return asked === undefined || id === asked || name === asked
}

/** Throws `cli/not-found` for a `--session` that the file does not have. */
export function assertFound(found: boolean, asked: string | undefined): void {
  if (!found && asked !== undefined) throw new AppError('cli/not-found', { what: `session “${asked}”` })
}
