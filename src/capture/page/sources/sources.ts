import { guardText } from '../../../core/guard'
import { gapFact, messageOf } from '../gap-fact'
import type { Natives } from '../natives'
import type { SourceRecorder } from '../recorder'
import type { EngineSources, Source, SourceOptions } from './contract'
import { createSource, type LivingSource } from './source'

/** Sources live as long as what they tell of: a store, a connection, a subscription holds its own; here they are only known. */
export function createSources(recorder: SourceRecorder, natives: Pick<Natives, 'later'>, signal: AbortSignal): EngineSources {
  const known = new Set<WeakRef<LivingSource>>()
  const names = new Map<string, number>()
  let count = 0

  function each(visit: (source: LivingSource) => void): void {
    for (const reference of known) {
      const source = reference.deref()
      if (source === undefined) known.delete(reference)
      else guarded(() => visit(source), source)
    }
  }

  function failed(error: unknown): void {
    recorder.record(gapFact('event', 'threw', { detail: guardText(messageOf(error)) }))
  }

  function guarded(work: () => void, source?: Source): void {
    try {
      work()
    } catch (error) {
      if (source) source.failed(error)
      else failed(error)
    }
  }

  /** Two stores of the same name are told apart: `cart`, `cart #2`. */
  function uniqueName(name: string): string {
    const uses = (names.get(name) ?? 0) + 1
    names.set(name, uses)
    return uses === 1 ? name : `${name} #${uses}`
  }

  recorder.onBegin(
    (late) => each((source) => source.begin(late)),
    () => each((source) => source.catchUp()),
  )
  recorder.onArmed((armed) => {
    if (!armed) each((source) => source.rest())
  })
  signal.addEventListener('abort', () => each((source) => source.leave()), { once: true })

  function make(options: SourceOptions): LivingSource {
    const name = uniqueName(guardText(options.name.slice(0, 200)))
    const source = createSource({ ...options, name, id: `${options.library}:${++count}` }, recorder, natives)
    known.add(new WeakRef(source))
    return source
  }

  return {
    open(options) {
      const source = make(options)
      if (recorder.active) source.begin(false)
      return source
    },
    adopt(options, last) {
      const source = make(options)
      if (last !== undefined) source.pass(last.state)
      if (recorder.active) source.begin(true)
      return source
    },
    failed,
    guarded,
  }
}
