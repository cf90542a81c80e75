import type { Fact, StateKeyframe } from '../../../core/model'
import type { Patch } from '../../../core/timeline/patch-types'
import type { Json } from '../../../core/value/json'
import { isObject } from '../callable'
import { accessor } from './accessor'
import type { Hooks } from './hooks'
import { added, createKnown, guardedKey, guardedValue, type Item, itemsOf, type Known, type StorageReader } from './storage-area'

/** One recording of one area, from its announcement on. */
interface Round {
  readonly name: string
  readonly source: string
  /** The area itself. Throws where the page may not have it. */
  find(): unknown
  /** Set by the first look, which is put off until there is time or the area is about to change. */
  area?: object
  /** Let go as soon as they are announced. */
  items?: readonly Item[] | undefined
  known?: Known
  /** Characters in the area at the last look. */
  size: number
  compared: number
}

/** Characters of one piece of a keyframe. */
const PIECE = 65_536
/** Areas up to this many characters are compared with what is known of them, at most once in `COMPARE_EVERY` milliseconds. */
const COMPARED = 1_000_000
const COMPARE_EVERY = 1000
const MOST_A_SECOND = 500
/** Values over this many characters are guarded when there is time. */
const LONG = 4096

/** Local and session storage, as two sources whose state is their items. */
export function webStorage({ recorder, page, wrap, listen, meter }: Hooks): void {
  const welcome = meter(MOST_A_SECOND, 'web storage')
  const { Storage, StorageEvent } = page
  const { key, getItem } = Storage.prototype
  const { apply, getOwnPropertyDescriptor } = Reflect
  const lengthOf = accessor(Storage, 'length')
  const reader: StorageReader = {
    length: (area) => Number(lengthOf(area)),
    key: (area, index) => apply(key, area, [index]),
    get: (area, name) => apply(getItem, area, [name]),
  }
  const areas = ['local', 'session'].map((short) => {
    const name = `${short}Storage`
    const get = getOwnPropertyDescriptor(page, name)?.get
    return { name, source: `storage:${short}`, find: () => get && apply(get, page, []) }
  })
  let rounds: readonly Round[] = []

  const look = (round: Round): readonly Item[] => {
    if (round.known) return round.items ?? []
    const area: unknown = round.find()
    round.items = isObject(area) ? itemsOf(reader, area) : []
    if (isObject(area)) round.area = area
    round.known = createKnown(round.items)
    round.size = sizeOf(round.items)
    return round.items
  }

  const begin = (why: StateKeyframe['why'], opens: boolean): void => {
    rounds = areas.map((area) => ({ ...area, size: 0, compared: 0 }))
    for (const round of rounds) recorder.defer(() => announce(round, look, why, opens))
  }
  recorder.onBegin(
    (late) => begin(late ? 'late' : 'init', true),
    () => begin('replaced', false),
  )

  const tell = ({ source }: Round, patch: Patch, action?: Json): void =>
    recorder.record({ kind: 'state', type: 'change', source, data: { action, patch } })

  /** Records what changed unseen: `localStorage.theme = 'dark'` calls nothing that could be watched. */
  const compare = (round: Round): void => {
    if (!round.known || !round.area || round.size > COMPARED || !welcome()) return
    round.compared = recorder.now()
    const items = itemsOf(reader, round.area)
    round.size = sizeOf(items)
    const patch = round.known.differences(items)
    if (patch.length > 0) tell(round, patch)
  }

  /** What is not told is not known either: the next comparison finds it. */
  const change = (round: Round, known: Known, type: string, name: string | null, value: string | null): void => {
    if (!welcome()) return
    const action: Json = name === null ? { type } : { type, key: guardedKey(name) }
    if (name === null) tell(round, [known.clear()], action)
    else if (value === null) tell(round, known.remove(name), action)
    else {
      known.set(name, value)
      const { source } = round
      const later = function* (): Generator<Fact> {
        yield { kind: 'state', type: 'change', source, data: { action, patch: [added(name, value)] } }
      }
      if (value.length > LONG) recorder.defer(later, undefined, 2 * value.length)
      else tell(round, [added(name, value)], action)
    }
  }

  const roundOf = (area: unknown): Round | undefined => rounds.find((round) => (round.area ?? round.find()) === area)

  for (const method of ['setItem', 'removeItem', 'clear'] as const) {
    wrap(Storage.prototype, method, (self, [name]) => {
      const round = roundOf(self)
      if (!round) return undefined
      // What comes next must not be in what was before.
      look(round)
      const { known, area } = round
      if (!known || !area) return undefined
      if (recorder.now() - round.compared > COMPARE_EVERY) compare(round)
      return (_result, threw) => {
        if (threw) return
        if (method === 'clear') change(round, known, method, null, null)
        // An object as a key is made text by the page's own code: it shows at the next comparison.
        else if (!isObject(name)) change(round, known, method, String(name), reader.get(area, String(name)))
      }
    })
  }

  listen(page, ['storage'], (event) => {
    const round = event instanceof StorageEvent ? roundOf(event.storageArea) : undefined
    if (event instanceof StorageEvent && round?.known) change(round, round.known, 'storage', event.key, event.newValue)
  })

  listen(page, ['pagehide', 'visibilitychange'], () => {
    for (const round of rounds) compare(round)
  })
}

/** The first entries of an area: a keyframe, in pieces when it is long. */
function* announce(
  round: Round,
  look: (round: Round) => readonly Item[],
  why: StateKeyframe['why'],
  opens: boolean,
): Generator<Fact | undefined, void> {
  const { name, source } = round
  let items: readonly Item[]
  try {
    items = look(round)
  } catch {
    // A sandboxed frame, or storage switched off: the page cannot use it either.
    yield { kind: 'state', type: 'gap', source, data: { reason: 'unsupported', detail: name } }
    return
  }
  if (opens) yield { kind: 'state', type: 'open', source, data: { name, library: 'web-storage' } }
  const pieces = piecesOf(items)
  round.items = undefined
  const [first = []] = pieces
  yield {
    kind: 'state',
    type: 'keyframe',
    source,
    data: {
      value: Object.fromEntries(first.map(([key, value]) => [guardedKey(key), guardedValue(key, value)])),
      why,
      partial: pieces.length > 1 || undefined,
    },
  }
  for (const [index, piece] of pieces.entries()) {
    if (index === 0) continue
    yield {
      kind: 'state',
      type: 'part',
      source,
      data: { patch: piece.map(([key, value]) => added(key, value)), last: index === pieces.length - 1 },
    }
  }
}

function sizeOf(items: readonly Item[]): number {
  let size = 0
  for (const [key, value] of items) size += key.length + value.length
  return size
}

function piecesOf(items: readonly Item[]): readonly (readonly Item[])[] {
  const pieces: Item[][] = []
  let room = 0
  for (const item of items) {
    if (room <= 0) {
      pieces.push([])
      room = PIECE
    }
    pieces.at(-1)?.push(item)
    room -= item[0].length + item[1].length
  }
  return pieces
}
