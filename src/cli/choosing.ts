import type { ParseArgsOptionsConfig } from 'node:util'
import { type ArchiveFormat, archiveFormats } from '../core/archive'
import { AppError } from '../core/errors'
import { type Preset, type PresetName, presetNames, presets, type Selection, selectable } from '../core/selection'
import { isAsked } from './choose-session'
import type { Arguments } from './command'
import { timeOf } from './moment'
import { type GzipLevel, gzipLevels } from './output'
import type { Choice } from './select-parts'

/** How a file is written: options that several commands share. */
export interface Writing {
  /** JSON unless told. */
  readonly format: ArchiveFormat
  /** Undefined for none. */
  readonly gzip: GzipLevel | undefined
}

export const writingOptions: ParseArgsOptionsConfig = { format: { type: 'string' }, gzip: { type: 'string' } }

/** `--gzip` alone. */
export const writingDefaults: Readonly<Record<string, string>> = { gzip: 'default' }

export const writingHelp = `
  --format FORMAT  json (one entry per line, for grep and diff; the default), yaml (to be
                   read and edited by hand; six times the time) or msgpack (a quarter
                   of the size, and a half of it packed)
  --gzip           compress it
  --gzip=fast      in less than half the time, some fifth larger
  --gzip=small     in three times the time, a fiftieth smaller`

/** Throws `cli/usage`. */
export function writingOf({ value }: Arguments, preset?: Preset): Writing {
  const format = value('format') ?? preset?.format ?? 'json'
  const gzip = value('gzip') ?? (preset?.compression === 'none' ? undefined : preset?.compression)
  if (!isOne(archiveFormats, format)) throw unknown('format', format, archiveFormats)
  if (gzip !== undefined && !isOne(gzipLevels, gzip)) throw unknown('level', gzip, gzipLevels)
  return { format, gzip }
}

/** What can be asked for by itself; history and times are what these have. */
const included = selectable.filter((part) => part !== 'history' && part !== 'times')

export const choosingOptions: ParseArgsOptionsConfig = {
  preset: { type: 'string' },
  include: { type: 'string' },
  without: { type: 'string' },
  session: { type: 'string', multiple: true },
  source: { type: 'string', multiple: true },
  from: { type: 'string' },
  to: { type: 'string' },
}

export const choosingHelp = `
  --include PARTS  only these, apart by commas: ${included.join(', ')}
  --without PARTS  all but these; and history: of each source only its last state is left;
                   times: an entry's time is its number
  --session NAME   only this session, by its name or id; may be given more than once
  --source NAME    only entries of this source, by its name or id, and those of none; the same
  --from TIME      from then on (2026-05-01T10:00:00Z, or +12.5 seconds after the beginning),
                   and how every state was then
  --to TIME        until then
  --preset NAME    what goes in and how it is written, for:
${presetNames.map((name) => `                     ${name.padEnd(13)}${presets[name].summary}`).join('\n')}`

/** Throws `cli/usage`. */
export function presetOf({ value }: Arguments): Preset | undefined {
  const name = value('preset')
  if (name === undefined) return undefined
  if (!isOne<PresetName>(presetNames, name)) throw unknown('preset', name, presetNames)
  return presets[name]
}

/** What is asked for of each session. Throws `cli/usage`. */
export function choosingOf(given: Arguments, preset?: Preset): Choice {
  const sessions = given.values('session')
  const sources = given.values('source')
  const without = withoutOf(given) ?? preset?.selection.without
  const [from, to] = [given.value('from'), given.value('to')]
  return {
    needsLook: from !== undefined || without?.includes('history') === true,
    of(meta) {
      if (sessions.length > 0 && !sessions.some((asked) => isAsked(meta, asked))) return undefined
      return {
        ...(without && { without }),
        ...(sources.length > 0 && { sources }),
        ...(from !== undefined && { from: timeOf(from, meta.createdAt) }),
        ...(to !== undefined && { until: timeOf(to, meta.createdAt) }),
      }
    },
  }
}

function withoutOf({ value }: Arguments): Selection['without'] {
  const [include, without] = [partsOf(value('include'), included), partsOf(value('without'), selectable)]
  if (include !== undefined && without !== undefined) throw new AppError('cli/usage', { why: '--include and --without exclude each other' })
  return without ?? (include && included.filter((part) => !include.includes(part)))
}

function partsOf(text: string | undefined, known: typeof selectable): (typeof selectable)[number][] | undefined {
  return text?.split(',').map((part) => {
    if (!isOne(known, part)) throw unknown('part of a session', part, known)
    return part
  })
}

function isOne<T extends string>(all: readonly T[], text: string): text is T {
  return (all as readonly string[]).includes(text)
}

function unknown(what: string, text: string, all: readonly string[]): AppError {
  return new AppError('cli/usage', { why: `“${text}” is no ${what}: there are ${all.join(', ')}` })
}
