/**
 * How a page speaks with the content script of its own frame: strings over one
 * MessagePort, in the page's direction JSON, in the recorder's direction lines.
 *
 * The port can be forged by the page; nothing received here is trusted by either side.
 */

/** Both worlds dispatch and listen on `window` under these names, before any page code runs. */
export const portEvent = 'playhead:port'
export const callEvent = 'playhead:call'

/** From the content script to the page. */
export type ToPage =
  /** What the background decided. `lastN`: highest stored number of this document. */
  | { readonly type: 'verdict'; readonly record: boolean; readonly lastN: number }
  /** Everything up to `lastN` is stored and may be dropped. */
  | { readonly type: 'ack'; readonly lastN: number }
  /** The store lacks entries from `from` on; send them again. */
  | { readonly type: 'resend'; readonly from: number }
  /** The recorder wants a gap written where the page is now. */
  | { readonly type: 'gap'; readonly reason: 'not-granted' | 'flood' | 'invalid'; readonly detail: string }
  /** The extension is gone for good: put everything back as it was. */
  | { readonly type: 'leave' }

/**
 * A batch: `<first number>\n<entry>\n<entry>…`, each entry a `WireEntry` as JSON
 * on one line (JSON never holds a raw line feed). The content script passes it
 * on unread; the background parses it.
 */
export function batchText(firstN: number, lines: readonly string[]): string {
  return `${firstN}\n${lines.join('\n')}`
}

/** The two parts of a batch, or undefined when it is none. */
export function splitBatch(text: string): { readonly firstN: number; readonly lines: string } | undefined {
  const end = text.indexOf('\n')
  if (end < 1 || end > 16) return undefined
  const firstN = Number(text.slice(0, end))
  return Number.isSafeInteger(firstN) && firstN > 0 ? { firstN, lines: text.slice(end + 1) } : undefined
}
