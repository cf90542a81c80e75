import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Json } from '../../core/value'
import { type Matcher, parseMatcher } from '../selectors/state-matcher'
import { createStateSearch, type Findings } from '../selectors/state-search'
import { createSliced, type Sliced } from './sliced'

/** A search through the state that is shown. */
export interface StateFind {
  readonly open: ReadonlySignal<boolean>
  /** Raised whenever the person wants to type into it. */
  readonly focus: ReadonlySignal<number>
  readonly typed: Signal<string>
  /** What is wrong with what was typed. */
  readonly fault: ReadonlySignal<{ readonly why: string | undefined } | undefined>
  readonly matcher: ReadonlySignal<Matcher | undefined>
  readonly findings: ReadonlySignal<Sliced<Findings>>
  /** Place of the match that the person is at, from 0; -1 while there is none. */
  readonly at: ReadonlySignal<number>
  /** Its path. */
  readonly hit: ReadonlySignal<string | undefined>
  /** Raised whenever the person went to a match. */
  readonly moves: ReadonlySignal<number>
  /** To the next or previous match, round and round. */
  move(by: 1 | -1): void
  begin(): void
  close(): void
}

export function createStateFind(value: ReadonlySignal<Json | undefined>, ended: AbortSignal): StateFind {
  const open = signal(false)
  const focus = signal(0)
  const typed = signal('')
  const chosen = signal<string | undefined>(undefined)
  const moves = signal(0)
  const parsed = computed(() => parseMatcher(typed.value))
  const matcher = computed(() => {
    const result = parsed.value
    return open.value && result.ok ? result.matcher : undefined
  })
  const search = computed(() => matcher.value && createStateSearch(matcher.value))
  const wanted = computed(() => {
    const state = value.value
    return search.value === undefined || state === undefined ? undefined : { search: search.value, state }
  })
  const findings = createSliced(wanted, (work) => work.search.run(work.state), ended)
  const at = computed(() => {
    const paths = findings.value.value?.paths ?? []
    // In another state the match may be gone: then the first takes its place.
    return paths.length === 0 ? -1 : Math.max(0, paths.indexOf(chosen.value ?? ''))
  })
  const hit = computed(() => findings.value.value?.paths[at.value])

  return {
    open,
    focus,
    typed,
    fault: computed(() => (open.value && !parsed.value.ok ? { why: parsed.value.why } : undefined)),
    matcher,
    findings,
    at,
    hit,
    moves,
    move(by) {
      const paths = findings.value.value?.paths ?? []
      if (paths.length === 0) return
      chosen.value = paths[(at.value + by + paths.length) % paths.length]
      moves.value++
    },
    begin() {
      open.value = true
      focus.value++
    },
    close() {
      open.value = false
    },
  }
}
