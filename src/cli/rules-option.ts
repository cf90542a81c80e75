import type { ParseArgsOptionsConfig } from 'node:util'
import type { ArchiveSummary } from '../core/archive'
import { AppError } from '../core/errors'
import { defaultTemplates, type RulePack, readRulePack, type TemplateId, templateIds } from '../core/model'
import { rulesWith } from '../core/rule-packs'
import type { Rule } from '../core/sanitize'
import type { Arguments } from './command'
import { withInput } from './input'
import type { Io } from './io'
import { isOne, unknown } from './writing'

/** What is looked for, and with which secrets it gets tokens. */
export interface Sanitizing {
  readonly rules: readonly Rule[]
  /** What a file says of them. */
  readonly by: Pick<ArchiveSummary['redaction'], 'templates' | 'packs'>
  /** Of a team: with it, equal values and names have equal tokens in all files of all who have it. */
  readonly teamKey: string | undefined
  /** Behind tokens of values: that of the team, or one for this file alone. */
  readonly valueKey: string
}

export const rulesOptions: ParseArgsOptionsConfig = {
  template: { type: 'string', multiple: true },
  rules: { type: 'string', multiple: true },
  'team-key-file': { type: 'string' },
}

export const rulesHelp = `
  --template A,B   what is looked for: secrets, pii (what tells who somebody is), pci
                   (payment cards), hipaa (what health data are known by); without it
                   what the rules say, or all but the last
  --rules FILE     a pack of your own rules, as “playhead rules” tells; may be given
                   more than once
  --team-key-file FILE
                   a secret of 16 bytes or more: with it, equal values have equal
                   tokens in all files that are made with it; without, in one file`

const FEWEST_BYTES = 16
/** A pack holds no more than 1,000 rules. */
const LARGEST_PACK = 8 * 1024 * 1024

/** Rejects with `cli/usage`, `rules/*` and what reading a file rejects with. */
export async function sanitizingOf({ value, values }: Arguments, io: Io): Promise<Sanitizing> {
  const named = values('template').flatMap((names) => names.split(','))
  const templates = named.map((name): TemplateId => {
    if (!isOne(templateIds, name)) throw unknown('template', name, templateIds)
    return name
  })
  const packs: RulePack[] = []
  const sums: { name: string; sha256: string }[] = []
  for (const file of values('rules')) {
    const pack = await readPack(io, file)
    packs.push(pack)
    sums.push({ name: pack.name, sha256: await io.env.sha256(new TextEncoder().encode(JSON.stringify(pack))) })
  }
  const keyFile = value('team-key-file')
  const teamKey = keyFile === undefined ? undefined : await readKey(io, keyFile)
  const asked = templates.length === 0 ? packs.find((pack) => pack.templates !== undefined)?.templates : templates
  return {
    by: { templates: asked ?? defaultTemplates, ...(sums.length > 0 && { packs: sums }) },
    rules: rulesWith(asked, packs, { now: io.env.monotonic }),
    teamKey,
    valueKey: teamKey ?? Buffer.from(io.env.random(32)).toString('hex'),
  }
}

/** Rejects with `rules/not-a-pack`. */
export async function readPack(io: Io, file: string): Promise<RulePack> {
  return readRulePack((await bytesOf(io, file, 'rules/not-a-pack')).toString('utf8'))
}

async function readKey(io: Io, file: string): Promise<string> {
  const key = (await bytesOf(io, file, 'cli/usage')).toString('utf8').trim()
  if (Buffer.byteLength(key) < FEWEST_BYTES) throw new AppError('cli/usage', { why: `the key of a team has ${FEWEST_BYTES} bytes or more` })
  return key
}

async function bytesOf(io: Io, file: string, code: 'rules/not-a-pack' | 'cli/usage'): Promise<Buffer> {
  return withInput(io, file, async (input) => {
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of input.read()) {
      size += chunk.length
      if (size > LARGEST_PACK) throw new AppError(code, { why: 'it is larger than 8 MiB' })
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  })
}
