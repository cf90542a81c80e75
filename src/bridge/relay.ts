/** The relay of a frame as the background finds it, in the frame's isolated world. */
export interface Relay {
  /**
   * Makes sure that the background hears of this document, also when an earlier
   * life of it took the connection along. Gives the document's id once it was
   * admitted; undefined when nothing of it is recorded.
   */
  report(): Promise<string | undefined>
}

/** Where it is kept. */
export const relayPlace = 'playhead.relay'

/** Puts the relay in its place. Makes none when there is one: the script may be injected into a frame that has it. */
export function bringRelay(world: object, make: () => Relay): void {
  const place = Symbol.for(relayPlace)
  if (Object.hasOwn(world, place)) return
  Object.defineProperty(world, place, { value: make() })
}

/** Asks the relay of the frame in which it runs. Put there by the background, so it must not refer to anything here. */
export function reportOfFrame(place: string): Promise<string | undefined> | undefined {
  return (Reflect.get(globalThis, Symbol.for(place)) as Relay | undefined)?.report()
}
