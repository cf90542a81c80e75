import type { Readable, Writable } from 'node:stream'
import type { Env } from '../core/env'

/** What a command finds around it. */
export interface Io {
  readonly env: Env
  readonly stdin: Readable
  readonly stdout: Writable & { readonly isTTY?: boolean | undefined }
  readonly stderr: Writable & { readonly isTTY?: boolean | undefined }
  /** Aborted when somebody interrupts the command. */
  readonly signal: AbortSignal
}
