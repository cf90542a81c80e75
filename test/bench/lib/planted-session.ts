import type { NewEntry } from '../../../src/core/model'
import type { JsonObject } from '../../../src/core/value'
import { typicalAction, typicalEntries } from './typical-entries'

/** A secret to hide in a session. */
export interface Plant {
  readonly kind: string
  readonly value: string
  /** The key it stands under where it does not stand in a text. */
  readonly key: string
  /** Only its name says what it is, so it always stands under it. */
  readonly named: boolean
}

export interface PlantedLine {
  /** An entry as JSON. */
  readonly line: string
  /** What was hidden in it. */
  readonly plant?: Plant | undefined
}

/** One entry of so many holds a secret. */
const every = 20
/** The value as it stands in a line. */
export const written = (value: string): string => JSON.stringify(value).slice(1, -1)

/** Lines of a session as a file has them, from the entry `first` on, of which one of twenty has a secret: every other under its key, the rest in a text. */
export function plantedLines(plants: readonly Plant[], first: number, count: number): readonly PlantedLine[] {
  return typicalEntries(count, first).map((made, at): PlantedLine => {
    const number = first + at
    const plant = number % every === 0 ? plants[(number / every) % plants.length] : undefined
    const { t, ...fact } = plant === undefined ? made : planted(made, number, plant)
    const line = JSON.stringify({ seq: number + 1, document: 'd', n: number + 1, t, ...fact })
    // Found by its name: more of the entries would be hit than were meant to be.
    return { line: line.replace(',"city":"Rotterdam"', ''), plant }
  })
}

function planted({ t }: NewEntry, number: number, { key, value, named }: Plant): NewEntry {
  const underKey = named || (number / every) % 2 === 0
  const more: JsonObject = underKey ? { [key]: value } : { note: `order ${number} said ${value} to us` }
  if (number % (3 * every) === 0)
    return { kind: 'event', type: 'console', t, data: { method: 'log', args: ['order saved', { id: `o${number}`, ...more }] } }
  const action = typicalAction(number)
  const patch = [{ op: 'replace' as const, path: `/orders/entities/${action.payload.id}/total`, value: number }]
  return {
    kind: 'state',
    type: 'change',
    source: 'store',
    t,
    data: { action: { ...action, payload: { ...action.payload, ...more } }, patch },
  }
}
