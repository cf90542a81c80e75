import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import type { Place, Places } from '../deps'
import type { OpenSession } from './open-session'
import type { Sessions } from './sessions'

/** Where the panel is among its sessions and moments, and the ways to and from links. */
export interface Whereabouts {
  /** True while a session is wanted that is not here. */
  readonly lost: ReadonlySignal<boolean>
  /** What a link names that its session does not have: the entry, or anything at all where its words cannot be read. */
  readonly missing: ReadonlySignal<'entry' | 'words' | undefined>
  /** Gives up what is not there. */
  giveUp(): void
  /** What is on screen, as a link carries it; undefined where nothing is. */
  here(): Place | undefined
  /** Absent where there are no links. */
  readonly linkTo?: ((place: Place) => string) | undefined
}

/** The part of the panel that moves. */
export interface Mover {
  readonly sessions: Pick<Sessions, 'list'>
  readonly open: ReadonlySignal<OpenSession | undefined>
  openSession(id: string, linked?: boolean): void
  closeSession(): void
}

/** Goes where `places` wants to be, as soon as what it needs is there, and tells it where the person went. */
export function createWhereabouts(panel: Mover, places: Places | undefined, ended: AbortSignal): Whereabouts {
  if (places === undefined) return { lost: signal(false), missing: signal(undefined), giveUp: () => undefined, here: () => undefined }
  /** What is wanted and not reached yet. */
  const ahead = signal<Place | undefined>(undefined)
  let entered: Place | undefined
  const isHere = (session: string): boolean | undefined => panel.sessions.list.value?.some(({ id }) => id === session)

  /** Leaves where the panel is, in one step: nobody was anywhere in between. */
  function want(place: Place | undefined): void {
    batch(() => {
      ahead.value = place
      const open = panel.open.peek()
      if (open === undefined) return
      if (open.id === place?.session) open.selection.clear()
      else panel.closeSession()
    })
  }

  function arrive(place: Place): void {
    // The list may change while its entry is looked for; what the person does to the filter meanwhile stays.
    if (entered === place) return
    entered = place
    panel.openSession(place.session, place.entry !== undefined || place.unclear === true || place.filter !== '')
    const open = panel.open.peek()
    if (open === undefined) return
    if (open.filter.typed.peek() !== place.filter) open.filter.type(place.filter)
    if (place.entry !== undefined) open.finder.want([place.entry])
    else if (place.unclear !== true) ahead.value = undefined
  }

  const effects = [
    () => {
      const { place } = places.wanted.value
      untracked(() => want(place))
    },
    () => {
      const place = ahead.value
      if (place !== undefined && isHere(place.session) === true) untracked(() => arrive(place))
    },
    () => {
      const place = ahead.value
      const open = panel.open.value
      if (place === undefined || open === undefined) return
      // Whoever opens or selects something else meanwhile wants that.
      const isElsewhere = open.id !== place.session
      const row = isElsewhere || place.entry === undefined || open.finder.version.value < 0 ? undefined : open.finder.rowOf(place.entry)
      const isChosen = !isElsewhere && open.selection.row.value !== undefined
      if (row !== undefined) untracked(() => open.selection.select(row))
      if (row !== undefined || isElsewhere || isChosen) ahead.value = undefined
    },
    () => {
      if (ahead.value === undefined) places.moved(placeOf(panel.open.value))
    },
  ].map((run) => effect(run))
  const end = (): void => {
    for (const stop of effects) stop()
  }
  ended.addEventListener('abort', end, { once: true })

  return {
    missing: computed(() => {
      const place = ahead.value
      const open = panel.open.value
      if (place === undefined || open?.id !== place.session) return undefined
      if (place.entry === undefined) return 'words'
      return open.loader.loading.value || open.finder.looking.value ? undefined : 'entry'
    }),
    giveUp() {
      ahead.value = undefined
    },
    lost: computed(() => ahead.value !== undefined && isHere(ahead.value.session) === false),
    here: () => placeOf(panel.open.peek()),
    linkTo: places.linkTo,
  }
}

function placeOf(open: OpenSession | undefined): Place | undefined {
  if (open === undefined) return undefined
  const { index, selection, filter } = open
  const row = selection.row.value
  const document = row === undefined ? undefined : index.documents[index.document.data[row] ?? 0]
  const entry = row === undefined || document === undefined ? undefined : { document, n: index.n.data[row] ?? 0 }
  return { session: open.id, entry, filter: filter.typed.value }
}
