import type { DocumentInfo } from '../core/model'

/**
 * How a content script speaks with the background: one runtime port per
 * document, open while the document is being asked about or recorded.
 */
export const capturePort = 'capture'

/** From the content script to the background. Parsed there (`capture-messages.ts`): a page may have taken over its content script's process. */
export type FromContent =
  /** First on every connection. `top` tells the tab's own document from a framed one. Answered by a verdict. */
  | { readonly type: 'hello'; readonly top: boolean; readonly document: Omit<DocumentInfo, 'parent'> }
  /** The title or address came to be known. Not answered. */
  | { readonly type: 'about'; readonly url: string; readonly title: string }
  /** Entries from `firstN` on, one JSON line each. Answered by an acknowledgement once they are committed. */
  | { readonly type: 'batch'; readonly firstN: number; readonly lines: string }
  /** This document frames another one of `origin`. Answered by a gap where that is not granted. */
  | { readonly type: 'frame'; readonly origin: string }
  /** Everything captured has been sent. */
  | { readonly type: 'finished' }

/** From the background to the content script. */
export type ToContent =
  | { readonly type: 'verdict'; readonly record: boolean; readonly lastN: number }
  | { readonly type: 'ack'; readonly lastN: number }
  | { readonly type: 'resend'; readonly from: number }
  | { readonly type: 'finish' }
  | { readonly type: 'gap'; readonly reason: 'not-granted' | 'invalid'; readonly detail: string }

/** Longest text of one batch; a content script passes nothing longer on. Well below the browser's 64 MiB per message. */
export const batchLimit = 8 * 1024 * 1024
