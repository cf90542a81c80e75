import type { ArchiveSummary } from '../../archive'
import { defaultTemplates, type RulePack, type TemplateId } from '../../model'
import type { Selection } from '../../selection'
import type { JobContext } from '../job-context'
import type { ExportRequest } from '../job-state'
import { chainUpTo, type ExportedFile } from './exported-file'
import { noSanitizing, type SanitizingPass, type SessionSanitizer } from './sanitizing'

/** Which rules looked for secrets. */
export type RulesBy = Pick<ArchiveSummary['redaction'], 'templates' | 'packs'>

/** How an export is made, once it is known what it goes on from. */
export interface ExportSettings {
  readonly request: ExportRequest
  readonly selection: Selection
  readonly sanitizer: SessionSanitizer
  /** One for all files of a chain; absent where nothing is sanitized. */
  readonly tokenKey: string | undefined
  /** What the file says of the rules; absent where nothing is sanitized. */
  readonly by: RulesBy | undefined
  /** The files that it goes on from, the full one first; empty for a full one. */
  readonly chain: readonly ExportedFile[]
}

/** Nobody else needs to know how somebody looked at a session. */
const defaultSelection: Selection = { without: ['view'] }

/** Rejects with `delta/no-base`. */
export async function exportSettings(context: JobContext, asked: ExportRequest): Promise<ExportSettings> {
  const chain = asked.since === undefined ? [] : await chainUpTo(context.files, asked.since)
  const { selection, sanitize, templates, packs } = chain[0]?.request ?? asked
  const request = { ...asked, selection, sanitize, templates, packs }
  return {
    request,
    selection: selection ?? defaultSelection,
    sanitizer: sanitize === false ? noSanitizing : context.sanitizer(templates, packs),
    tokenKey: sanitize === false ? undefined : (chain[0]?.tokenKey ?? (await keyOfItsOwn(context))),
    by: sanitize === false ? undefined : await rulesBy(context, templates, packs),
    chain,
  }
}

async function rulesBy(
  { env }: JobContext,
  templates: readonly TemplateId[] = defaultTemplates,
  packs: readonly RulePack[] = [],
): Promise<RulesBy> {
  const encoder = new TextEncoder()
  const sums = packs.map(async (pack) => ({ name: pack.name, sha256: await env.sha256(encoder.encode(JSON.stringify(pack))) }))
  return packs.length === 0 ? { templates } : { templates, packs: await Promise.all(sums) }
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
