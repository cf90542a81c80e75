import type { Selection } from '../../selection'
import type { JobContext } from '../job-context'
import type { ExportRequest } from '../job-state'
import { chainUpTo, type ExportedFile } from './exported-file'
import { noSanitizing, type SanitizingPass, type SessionSanitizer } from './sanitizing'

/** How an export is made, once it is known what it goes on from. */
export interface ExportSettings {
  readonly request: ExportRequest
  readonly selection: Selection
  readonly sanitizer: SessionSanitizer
  /** One for all files of a chain; absent where nothing is sanitized. */
  readonly tokenKey: string | undefined
  /** The files that it goes on from, the full one first; empty for a full one. */
  readonly chain: readonly ExportedFile[]
}

/** Nobody else needs to know how somebody looked at a session. */
const defaultSelection: Selection = { without: ['view'] }

/** Rejects with `delta/no-base`. */
export async function exportSettings(context: JobContext, asked: ExportRequest): Promise<ExportSettings> {
  const chain = asked.since === undefined ? [] : await chainUpTo(context.files, asked.since)
  const { selection, sanitize, templates } = chain[0]?.request ?? asked
  const request = { ...asked, selection, sanitize, templates }
  return {
    request,
    selection: selection ?? defaultSelection,
    sanitizer: sanitize === false ? noSanitizing : context.sanitizer(templates),
    tokenKey: sanitize === false ? undefined : (chain[0]?.tokenKey ?? (await keyOfItsOwn(context))),
    chain,
  }
}

/** A walk of the engine over everything that is exported. */
export function passOf({ sanitizer, tokenKey }: ExportSettings): SanitizingPass {
  return sanitizer.pass(tokenKey)
}

const KEY_BYTES = 32

/** Kept before it is used: a job that starts over gives the same tokens. */
async function keyOfItsOwn(context: JobContext): Promise<string> {
  const known = context.job().tokenKey
  if (known !== undefined) return known
  const tokenKey = Array.from(context.env.random(KEY_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('')
  await context.update({ tokenKey })
  return tokenKey
}
