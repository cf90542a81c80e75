import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { ArchiveFormat, Compression } from '../../core/archive'
import type { ExportedFile } from '../../core/jobs'
import { defaultTemplates, type RulePack, type Session } from '../../core/model'
import type { PresetName } from '../../core/selection'
import type { SessionStore } from '../../core/store'
import type { ExportRequest } from '../deps'
import { parseShape, presetOf, shapeOf } from '../selectors/export/choice'
import { fileBytes, plainBytes } from '../selectors/export/estimate'
import { canGoOn, filesToFollow, scheduleOf, sessionsOf, usualAgain, withoutCovered } from '../selectors/export/following'
import { countKept, guessKept, type KindCounts } from '../selectors/export/kept'
import { type ExportChoice, type ExportProblem, problemOf, requestOf } from '../selectors/export/request'
import { takeSample } from './export-sample'
import type { OpenSession } from './open-session'
import { createProfileMemory, type ProfileMemory } from './profile-memory'
import { createResource } from './resource'
import type { Schedules } from './schedules'
import type { Sessions } from './sessions'
import type { Shares } from './shares'

/** What is chosen in the dialog of an export, and what becomes of it. */
export interface Exporting {
  /** The sessions that it was asked for. */
  readonly asked: ReadonlySignal<readonly string[]>
  readonly choice: ReadonlySignal<ExportChoice>
  /** The preset that says what is chosen; undefined where none does. */
  readonly preset: ReadonlySignal<PresetName | undefined>
  readonly problem: ReadonlySignal<ExportProblem | undefined>
  /** What would be asked of the job. */
  readonly request: ReadonlySignal<ExportRequest>
  /** The session on screen, while it is the only one that is exported: of it, sources and times are known. */
  readonly subject: ReadonlySignal<OpenSession | undefined>
  /** Entries of the chosen time and sources, kind by kind, roughly. */
  readonly kept: ReadonlySignal<readonly SessionKept[]>
  /** How large the file would be, roughly, in bytes. */
  sizeOf(format: ArchiveFormat, compression: Compression): number
  /** Files that were exported before, and that this one can go on from, newest first. */
  readonly earlier: ReadonlySignal<readonly ExportedFile[]>
  /** Whether files can follow this one by themselves. */
  readonly canGoOn: ReadonlySignal<boolean>
  /** Only what came after an earlier file, of its sessions; undefined for all of what was asked for. */
  follow(file: string | undefined): void
  /** Begins with these sessions, all of them, sanitized, and in the shape that was chosen last, but for what `change` says. */
  ask(sessions: readonly string[], change?: Partial<ExportChoice>): void
  change(change: Partial<ExportChoice>): void
  /** All that a preset says; what is made for long recordings goes on by itself, where it can. */
  choosePreset(preset: PresetName): void
  /** Exports what is chosen, and keeps its shape for the next time. */
  run(): Promise<void>
}

export interface SessionKept {
  readonly session: Session
  readonly kept: KindCounts
}

export interface ExportingParts {
  readonly store: Pick<SessionStore, 'listSegments' | 'readSegment'>
  readonly sessions: Pick<Sessions, 'list'>
  readonly open: ReadonlySignal<OpenSession | undefined>
  readonly shares: Pick<Shares, 'exportFile'>
  readonly schedules: Pick<Schedules, 'start'> | undefined
  /** A person's own rules that are in use. */
  readonly packs: ReadonlySignal<readonly RulePack[]>
  /** The same as they are now, whoever changed them; undefined where that cannot be told. */
  readPacks(): Promise<readonly RulePack[] | undefined>
  /** What is kept of files that were exported. */
  exported(): Promise<readonly ExportedFile[]>
  /** Whether the dialog is on screen; nothing is worked out for nobody. */
  readonly shown: ReadonlySignal<boolean>
  readonly memory?: ProfileMemory
}

export function createExporting(parts: ExportingParts, ended: AbortSignal): Exporting {
  const { store, sessions, open, shares, schedules, packs, readPacks, exported, shown, memory = createProfileMemory() } = parts
  const asked = signal<readonly string[]>([])
  const choice = signal<ExportChoice>(begin([]))
  const ids = computed(() => choice.value.sessions)
  const range = computed(() => choice.value.range)
  const sources = computed(() => choice.value.sources)

  function begin(chosen: readonly string[]): ExportChoice {
    const shape = parseShape(memory.read('export'))
    const whole = { sources: undefined, range: undefined, since: undefined, again: undefined }
    return { ...shape, ...whole, sessions: chosen, sanitize: true, templates: defaultTemplates }
  }

  const subject = computed(() => (ids.value.length === 1 && open.value?.id === ids.value[0] ? open.value : undefined))
  const chosen = computed(() => (sessions.list.value ?? []).filter(({ id }) => ids.value.includes(id)))
  const wanted = computed(() => (shown.value ? asked.value.join('\n') || undefined : undefined))
  const known = createResource(wanted, async () => filesToFollow(await exported(), asked.peek()), ended)
  const canFollow = computed(() => schedules !== undefined && choice.value.since === undefined && canGoOn(chosen.value))
  const largest = computed(() => (shown.value ? chosen.value.reduce(larger, undefined)?.id : undefined))
  const sample = createResource(largest, (id) => sampleOf(id), ended)

  async function sampleOf(id: string) {
    const session = sessions.list.peek()?.find((other) => other.id === id)
    return session && takeSample(store, session)
  }

  /** Counted where its entries are loaded. */
  function keptOf(session: Session): KindCounts {
    const on = subject.value
    if (on === undefined || on.loader.loading.value || on.loader.version.value < 0) return guessKept(session, range.value)
    const names = sources.value
    return countKept(on.index, { range: range.value, isOfSource: names && ((code) => names.includes(on.source.nameOf(code))) })
  }

  const followed = computed(() => known.value.value?.find(({ id }) => id === choice.value.since))
  const kept = computed(() => chosen.value.map((session) => ({ session, kept: withoutCovered(keptOf(session), session, followed.value) })))
  const bytes = computed(() =>
    kept.value.reduce((sum, one) => sum + plainBytes(one.session.counts, one.kept, choice.value, sample.value.value), 0),
  )

  return {
    asked,
    choice,
    preset: computed(() => presetOf(choice.value)),
    problem: computed(() => problemOf(choice.value)),
    request: computed(() => requestOf(choice.value, packs.value)),
    subject,
    earlier: computed(() => known.value.value ?? []),
    canGoOn: canFollow,
    kept,
    sizeOf: (format, compression) => fileBytes(bytes.value, format, compression, sample.value.value),
    ask(wanted, change) {
      asked.value = wanted
      choice.value = { ...begin(wanted), ...change }
    },
    change(change) {
      // Sources and times are those of the sessions before.
      const anew = change.sessions === undefined ? {} : { sources: undefined, range: undefined }
      choice.value = { ...choice.peek(), ...anew, ...change }
    },
    choosePreset(preset) {
      const again = preset === 'long-running' && canFollow.peek() ? usualAgain : undefined
      choice.value = { ...choice.peek(), ...shapeOf(preset), again }
    },
    follow(since) {
      const file = known.peek().value?.find(({ id }) => id === since)
      const of = file === undefined ? asked.peek() : sessionsOf(file, sessions.list.peek() ?? [])
      choice.value = { ...begin(of), format: choice.peek().format, compression: choice.peek().compression, since: file?.id }
    },
    async run() {
      const what = choice.peek()
      const { format, compression, without, since, again, name, sessions: ids } = what
      // What has a name of its own, as a backup, is no habit.
      if (since === undefined && name === undefined) memory.keep('export', { format, compression, without })
      // Without the person's rules something would go out that they meant to keep.
      const own = await readPacks()
      if (own === undefined) return
      const request = requestOf(what, own)
      const all = sessions.list.peek()?.length ?? 0
      if (again === undefined || !canFollow.peek() || schedules === undefined) await shares.exportFile(request)
      else await schedules.start(scheduleOf(request, again, all > 1 && ids.length === all))
    },
  }
}

function larger(most: Session | undefined, session: Session): Session {
  return most === undefined || session.counts.bytes > most.counts.bytes ? session : most
}
