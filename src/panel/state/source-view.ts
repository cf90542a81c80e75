import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { SessionStore, StoredDocument } from '../../core/store'
import { documentName } from '../selectors/place'
import { lastActive, neighbourChange } from '../selectors/source-rows'
import type { TimelineIndex } from '../selectors/timeline-index'
import type { EntryReader } from './entry-reader'
import { createResource, type Loaded } from './resource'
import type { Selection } from './selection'
import { createSourceNames } from './source-names'
import { createSourceStates, type SourceMoment, type SourceStates } from './source-states'

/** A source as the picker offers it. `code` is its index in `index.sources`. */
export interface SourceOption {
  readonly code: number
  readonly name: string
}

/** The sources of one document. */
export interface SourceGroup {
  readonly document: string
  readonly name: string
  readonly framed: boolean
  readonly sources: readonly SourceOption[]
}

/** A source's state at the selected entry. */
export interface SourceView {
  readonly groups: ReadonlySignal<readonly SourceGroup[]>
  /** The source that is shown; undefined while there is none. */
  readonly shown: ReadonlySignal<number | undefined>
  /** The source that the person chose; the selected entry may be of another. */
  readonly picked: ReadonlySignal<number | undefined>
  readonly moment: ReadonlySignal<Loaded<SourceMoment>>
  readonly states: SourceStates
  /** The place of the selected entry in the order; without one, that of the last; -1 while there is none. */
  readonly position: ReadonlySignal<number>
  /** A source and its namesakes in other documents: a reload begins every source anew. */
  namesakes(code: number): ReadonlySet<number>
  pick(code: number): void
  /** Selects the source's next or previous change. Gives whether there was one. */
  step(direction: 1 | -1): boolean
  nameOf(code: number): string
  documentName(document: string): string
}

export interface SourceViewParts {
  readonly store: SessionStore
  readonly session: string
  readonly index: TimelineIndex
  readonly reader: EntryReader
  readonly selection: Selection
  readonly version: ReadonlySignal<number>
  readonly loading: ReadonlySignal<boolean>
}

export function createSourceView(parts: SourceViewParts, ended: AbortSignal): SourceView {
  const { index, reader, selection, version } = parts
  const picked = signal<number | undefined>(undefined)
  const states = createSourceStates(index, reader)
  const names = createSourceNames(index, reader, version, ended)
  const documentCount = computed(() => (version.value >= 0 ? index.documents.length : 0))
  const documents = createResource(documentCount, () => parts.store.listDocuments(parts.session), ended)

  function nameOf(code: number): string {
    return names.value.get(code) ?? index.sources[code]?.source ?? ''
  }

  function namesakes(code: number): ReadonlySet<number> {
    const name = nameOf(code)
    return new Set([...index.sources.keys()].filter((other) => other === code || nameOf(other) === name))
  }

  function documentOf(id: string): StoredDocument | undefined {
    return documents.value.value?.find((document) => document.id === id)
  }

  /** The entry looked at; without one, the last. */
  const position = computed(() => {
    const last = version.value >= 0 ? index.order.length - 1 : -1
    const row = selection.row.value
    return row === undefined ? last : index.positionOf(row)
  })

  /**
   * The source that the selected entry speaks of, if it does; else the one picked,
   * or its namesake in the document that was alive then: a reload begins every source anew.
   */
  const shown = computed((): number | undefined => {
    const row = selection.row.value
    const own = row === undefined ? 0 : (index.source.data[row] ?? 0)
    if (own > 0 && row !== undefined && index.types[index.type.data[row] ?? 0]?.kind === 'state') return own - 1
    const wanted = picked.value
    const alike = wanted === undefined ? new Set(index.sources.keys()) : namesakes(wanted)
    return lastActive(index, alike, position.value) ?? wanted ?? (index.sources.length > 0 ? 0 : undefined)
  })

  const wanted = computed(() => {
    // While a session is still being read its end moves on with every page.
    if (selection.row.value === undefined && parts.loading.value) return undefined
    const source = shown.value
    return source === undefined || position.value < 0 ? undefined : { source, position: position.value }
  })

  return {
    groups: computed(() => {
      const groups = new Map<string, SourceOption[]>()
      for (let code = 0; code < index.sources.length && version.value >= 0; code++) {
        const document = index.sources[code]?.document ?? ''
        groups.set(document, [...(groups.get(document) ?? []), { code, name: nameOf(code) }])
      }
      return [...groups].map(([document, sources]) => ({
        document,
        name: documentName(documentOf(document)?.url ?? ''),
        framed: documentOf(document)?.parent !== undefined,
        sources,
      }))
    }),
    shown,
    picked,
    moment: createResource(wanted, ({ source, position: at }) => states.at(source, at), ended),
    states,
    position,
    namesakes,
    pick(code) {
      picked.value = code
    },
    step(direction) {
      const source = shown.value
      const row = source === undefined ? undefined : neighbourChange(index, source, position.value, direction)
      if (row !== undefined) selection.select(row)
      return row !== undefined
    },
    nameOf,
    documentName: (document) => documentName(documentOf(document)?.url ?? ''),
  }
}
