import { AppError } from '../../core/errors'
import type { Entry } from '../../core/model'
import { createReplay, jsonAt, type Replay, type ReplayedState } from '../../core/timeline'
import { assertFound, isAsked } from '../choose-session'
import type { Arguments, Command } from '../command'
import { type InputFile, withInput } from '../input'
import type { Io } from '../io'
import { jsonText } from '../json-text'
import { type Moment, momentOf } from '../moment'
import { printLines } from '../print'
import { readFile } from '../read-file'

export const state: Command = {
  usage: 'state FILE [--at WHEN] [--source ID|NAME] [--path POINTER]',
  summary: 'Print the state of the stores at an entry or a time.',
  help: `
With --source, that source's value alone; without, one JSON object for each source
that had begun, one per line, with its name, its status and its value.

  --at WHEN          after the entry of this seq (17), so many seconds after the
                     session began (+12.5), or at a date and time
                     (2026-05-01T10:00:00Z); the end of the session without it
  --source ID|NAME   of this source only
  --path POINTER     the part of the value that this JSON Pointer leads to
  --session ID|NAME  of this session, where the file has more than one

Values are tagged JSON: what JSON has no form for is an object with a member “$”.

  playhead state bug.json.gz --at 118 --source cart --path /items/0`,
  options: {
    at: { type: 'string' },
    source: { type: 'string' },
    path: { type: 'string' },
    session: { type: 'string' },
  },
  files: { least: 1, most: 1 },
  async run(given, io) {
    const sources = await withInput(io, given.files[0] ?? '', (file) => sourcesAt(io, file, given))
    const source = given.value('source')
    const path = given.value('path') ?? ''
    if (source === undefined) {
      await printLines(
        io,
        sources.map(({ state, ...named }) => jsonText({ ...named, ...told(state, path) })),
      )
      return 0
    }
    await printLines(io, [jsonText(valueIn(oneOf(sources, source), path), 2)])
    return 0
  },
}

/** A source that had begun. */
interface SourceAt {
  readonly document: string
  readonly source: string
  readonly name: string
  readonly state: ReplayedState
}

interface Followed {
  readonly document: string
  readonly source: string
  readonly replay: Replay
  name: string
  /** The moment is behind: what follows does not count. */
  passed: boolean
}

async function sourcesAt(io: Io, file: InputFile, given: Arguments): Promise<readonly SourceAt[]> {
  const asked = given.value('session')
  let chosen: ReturnType<typeof follow> | undefined
  let isChosen = false
  // To its end, though the moment may be long past: only then its checksums are known to be right.
  for await (const part of readFile(io, file)) {
    if (part.part === 'session') {
      isChosen = isAsked(part.meta, asked)
      if (!isChosen) continue
      if (chosen !== undefined) throw new AppError('cli/usage', { why: 'the file has more than one session: choose one with --session' })
      const when = given.value('at')
      chosen = follow(when === undefined ? undefined : momentOf(when, part.meta.createdAt))
    } else if (part.part === 'entries' && isChosen) for (const entry of part.entries) chosen?.take(entry)
  }
  assertFound(chosen !== undefined, asked)
  return chosen?.result() ?? []
}

/** Replays every source up to the moment, or to the end. */
function follow(until: Moment | undefined) {
  const sources = new Map<string, Followed>()

  function followed(entry: Entry, source: string): Followed {
    const key = `${entry.document}\n${source}`
    const known = sources.get(key)
    if (known !== undefined) return known
    const made = { document: entry.document, source, name: source, replay: createReplay(), passed: false }
    sources.set(key, made)
    return made
  }

  return {
    take(entry: Entry): void {
      if (entry.kind !== 'state') return
      const isPast = until !== undefined && ('seq' in until ? entry.seq > until.seq : entry.t > until.t)
      if (entry.source === undefined) {
        // A gap of no source concerns all of its document.
        if (!isPast) for (const one of sources.values()) if (one.document === entry.document && !one.passed) one.replay.push(entry)
        return
      }
      if (isPast && !sources.has(`${entry.document}\n${entry.source}`)) return
      const one = followed(entry, entry.source)
      if (isPast) one.passed = true
      if (one.passed) return
      if (entry.type === 'open') one.name = entry.data.name
      one.replay.push(entry)
    },
    result: (): readonly SourceAt[] =>
      [...sources.values()].map(({ document, source, name, replay }) => ({ document, source, name, state: replay.state() })),
  }
}

function oneOf(sources: readonly SourceAt[], asked: string): SourceAt {
  const found = sources.filter(({ source, name }) => source === asked || name === asked)
  const [one, other] = found
  if (one === undefined) throw new AppError('cli/not-found', { what: `source “${asked}” that had begun by then` })
  if (other !== undefined) {
    const ids = found.map(({ document, source }) => `${source} of document ${document}`).join(', ')
    throw new AppError('cli/usage', { why: `there is more than one source “${asked}”: ${ids}. Leave --source away to see all` })
  }
  return one
}

function valueIn({ name, state }: SourceAt, path: string): unknown {
  if (state.status === 'known' || state.status === 'partial') return jsonAt(state.value, path)
  throw new AppError('cli/unknown-state', { source: name, why: whyUnknown(state) })
}

/** A state as a line of output: a path that is not there in one of many sources is no error. */
function told(state: ReplayedState, path: string): Readonly<Record<string, unknown>> {
  if (state.status === 'none') return { status: 'none' }
  if (state.status === 'unknown') return { status: 'unknown', why: whyUnknown(state) }
  const { status } = state
  const closed = state.status === 'known' && state.closed ? { closed: true } : {}
  try {
    return { status, ...closed, value: jsonAt(state.value, path) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'value/bad-pointer') return { status, ...closed }
    throw error
  }
}

function whyUnknown(state: Extract<ReplayedState, { status: 'none' | 'unknown' }>): string {
  if (state.status === 'none') return 'no whole state of it was recorded until then'
  const whys = {
    gap: 'something was not recorded',
    patch: 'a change does not fit what was there',
    keyframe: 'its whole state was not recorded to the end',
  }
  return whys[state.why]
}
