import { type ReadonlySignal, signal } from '@preact/signals'
import type { Place, Places } from '../panel'
import { hashOf, isSamePlace, placeOf } from './place-hash'

/** The window as far as an address needs it. */
export interface AddressWindow {
  readonly location: Pick<Location, 'hash' | 'href'>
  readonly history: Pick<History, 'pushState' | 'replaceState'>
  addEventListener(type: 'popstate' | 'pagehide', listener: () => void, options: { readonly signal: AbortSignal }): void
}

export interface AddressPlaces extends Places {
  /** Where the person wanted to be last, reached or not. */
  readonly wanted: ReadonlySignal<{ readonly place: Place | undefined }>
  go(place: Place | undefined): void
}

/** Runs something once a moment has passed without being asked again. */
export type Later = (run: () => void) => void

/** Browsers stop pages that change their address hundreds of times in ten seconds. */
const SETTLE = 250

export function createLater(): Later {
  let timer: ReturnType<typeof setTimeout> | undefined
  return (run) => {
    clearTimeout(timer)
    timer = setTimeout(run, SETTLE)
  }
}

/**
 * The address as the place of the panel: another session is another step of the
 * history, another moment of it replaces the last.
 */
export function createAddressPlaces(window: AddressWindow, later: Later, ended: AbortSignal): AddressPlaces {
  const { location, history } = window
  const wanted = signal<{ readonly place: Place | undefined }>({ place: placeOf(location.hash) })
  let here = wanted.value.place

  /** Brings the address up to where the panel is. */
  function write(): void {
    if (!isSamePlace(here, placeOf(location.hash))) history.replaceState(null, '', addressOf(here))
  }

  function addressOf(place: Place | undefined): string {
    const [base = ''] = location.href.split('#')
    return base + hashOf(place)
  }

  window.addEventListener(
    'popstate',
    () => {
      here = placeOf(location.hash)
      wanted.value = { place: here }
    },
    { signal: ended },
  )
  window.addEventListener('pagehide', write, { signal: ended })

  return {
    wanted,
    go(place) {
      wanted.value = { place }
    },
    moved(place) {
      if (isSamePlace(place, here)) return
      if (place?.session === here?.session) later(write)
      else {
        write()
        history.pushState(null, '', addressOf(place))
      }
      here = place
    },
    linkTo: addressOf,
  }
}
