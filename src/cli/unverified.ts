import { visibleText } from '../core/visible-text'
import type { Io } from './io'

/** Says of a file that nobody can vouch for what the new one does not show any more: its own checksums are right. */
export function tellUnverified(io: Pick<Io, 'stderr'>, file: string): void {
  io.stderr.write(`Another tool rewrote ${visibleText(file)}, or a person edited it: whether it is as it was exported, nobody can tell.\n`)
}
