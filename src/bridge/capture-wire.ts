/**
 * How a page speaks with the content script of its own frame: strings over one
 * MessagePort. The page can forge either end; nothing received here is trusted.
 *
 * Handshake: both worlds start at `document_start`, in either order. The content
 * script dispatches `portEvent` on `window`, synchronously, with a port and a
 * `Handshake` as JSON, and knows by the event's cancelling that a recorder took
 * them; the page dispatches `callEvent` once when it starts, so
 * that a content script that was first sends the port again.
 */
export const portEvent = 'playhead:port'
export const callEvent = 'playhead:call'

export interface Handshake {
  /**
   * Name of a window event, known to nobody else, that carries a batch
   * synchronously: a document that is going away no longer reads its ports.
   */
  readonly flush: string
  /** The identity of this document, unless the page already has one from an earlier content script. */
  readonly document: string
}

/** From the content script to the page. */
export type ToPage =
  /** What the background decided. `lastN`: highest stored number of this document. */
  | { readonly type: 'verdict'; readonly record: boolean; readonly lastN: number }
  /** Everything up to `lastN` is stored and may be dropped. */
  | { readonly type: 'ack'; readonly lastN: number }
  /** The store lacks entries from `from` on; send them again. */
  | { readonly type: 'resend'; readonly from: number }
  /** Recording ends: hand over everything captured so far, then answer `finished`. */
  | { readonly type: 'finish' }
  /** The recorder wants a gap written where the page is now. */
  | { readonly type: 'gap'; readonly reason: 'not-granted' | 'flood' | 'invalid'; readonly detail: string }
  /** The extension is gone for good: put everything back as it was. */
  | { readonly type: 'leave' }

/** The page's first words on a new port: `hello <document id>`, the id it was given first. */
export const helloPrefix = 'hello '
/** The page's answer to `finish`, sent after its last batch. */
export const finishedText = 'finished'

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
