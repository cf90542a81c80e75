/** Runs in the page of a peer, whose list is of plain elements: looks at it and works with it. */

/** Where things are in the peer's page, as selectors. */
export interface PeerPlaces {
  readonly row: string
  readonly filter: string
  /** What it shows of the selected row. */
  readonly details: string
}

export interface PeerHands {
  /** The page's time at which rows are laid out. */
  rowsAt(): Promise<number>
  /** Types a filter. Gives the milliseconds until the rows of it are laid out, and how many they are. */
  filter(typed: string): Promise<{ readonly time: number; readonly rows: number }>
  /** Presses a row that is scrolled to. Gives the milliseconds until the details show the text. */
  select(row: number, shown: string): Promise<number>
}

declare global {
  var peerHands: PeerHands
}

export function createPeerHands({ row, filter, details }: PeerPlaces): PeerHands {
  const rows = () => document.querySelectorAll<HTMLElement>(row)
  const area = () => document.querySelector<HTMLElement>(details)
  // Asking for a size has the browser lay the page out, which is most of the work where nothing is left out of it.
  const isLaidOut = (element: HTMLElement | null | undefined) => (element?.offsetHeight ?? 0) > 0

  return {
    rowsAt: () => frames(() => rows().length > 5 && isLaidOut(rows()[5])),

    async filter(typed) {
      const box = document.querySelector<HTMLInputElement>(filter)
      if (box === null) throw new Error(`There is no ${filter}`)
      const before = rows().length
      const start = performance.now()
      // React hears of a value only when the element's own setter is used.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, typed)
      box.dispatchEvent(new Event('input', { bubbles: true }))
      const end = await frames(() => rows().length !== before && isLaidOut(rows()[0]))
      return { time: end - start, rows: rows().length }
    },

    async select(row, shown) {
      const element = rows()[row]
      element?.scrollIntoView()
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const shows = () => isLaidOut(area()) && area()?.textContent?.includes(shown) === true
      if (element === undefined || shows()) throw new Error(`Row ${row} is not there, or is shown already`)
      const start = performance.now()
      element.click()
      return (await frames(shows)) - start
    },
  }
}

/** The page's time when `look` holds, looked at in every frame. */
async function frames(look: () => boolean): Promise<number> {
  while (!look()) await new Promise((resolve) => requestAnimationFrame(resolve))
  return performance.now()
}
