import type { Natives } from './natives'
import type { SourceRecorder } from './recorder'
import type { EngineSources } from './sources/contract'

/**
 * The recorder of a page comes in two scripts. The *bootstrap* is in every frame
 * of every allowed site: it answers to the names that stores look for, because
 * they look only once, at their start, and does nothing else. The *engine* (all
 * that records) is there only while something is being recorded: from the
 * document's start, or put into it later. Either may come first.
 */
export interface Bootstrap {
  /** Captured before the page's first script, which an engine that comes later could not. */
  readonly natives: Natives
  attach(engine: Engine): void
  /** Whoever offers a port: the engine hears it before the page does, also one that comes late. */
  onOffer(take: (event: Event) => void): void
  /** The extension is gone: puts everything back. */
  leave(): void
}

export interface Engine {
  readonly recorder: SourceRecorder
  readonly sources: EngineSources
  /** `window.playhead.event` and `.mark`. */
  custom(name: string, data: unknown): void
  mark(name: string): void
}

interface Place {
  bootstrap?: Bootstrap
  startEngine?: (bootstrap: Bootstrap) => void
}

/** Not enumerable: pages list their globals. A plain name, because an engine that comes late can call nothing of the page's to find it. */
const mark = 'playhead.page'

type Marked = Window & { [mark]?: Place }

function placeIn(page: Marked): Place {
  const known = page[mark]
  if (typeof known === 'object' && known !== null) return known
  const place: Place = {}
  Object.defineProperty(page, mark, { value: place, configurable: true })
  return place
}

/** False when this document has a bootstrap already. */
export function bringBootstrap(page: Window, make: () => Bootstrap): boolean {
  const place = placeIn(page)
  if (place.bootstrap !== undefined) return false
  place.bootstrap = make()
  place.startEngine?.(place.bootstrap)
  return true
}

/** False when this document has an engine already. */
export function bringEngine(page: Window, start: (bootstrap: Bootstrap) => void): boolean {
  const place = placeIn(page)
  if (place.startEngine !== undefined) return false
  place.startEngine = start
  if (place.bootstrap !== undefined) start(place.bootstrap)
  return true
}

/** Forgets both: another extension may begin anew. */
export function leaveMeetingPlace(page: Window): void {
  Reflect.deleteProperty(page, mark)
}
