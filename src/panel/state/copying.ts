import { batch, type ReadonlySignal, signal } from '@preact/signals'
import { reportOf } from '../../core/errors'
import type { Pieces } from '../../core/pieces'
import type { Copied } from '../selectors/copy/copy-text'
import { text } from '../text'
import type { Notices } from './notices'
import { finishInSlices } from './sliced'
import type { Toasts } from './toasts'

/** What can be copied, each as a work in slices. With it comes the sanitizer, so it is loaded when something is copied. */
export type CopyTexts = typeof import('../selectors/copy/copy-text')

/** A copy that takes long enough for a word about it. */
export type CopyState =
  | { readonly is: 'working'; readonly progress: number }
  /** It took so long that the browser does not take it for the person's doing any more: it needs another press. */
  | { readonly is: 'ready' }

/** Makes texts out of what was recorded, masked as in an export, and puts them on the clipboard. One at a time: a new one takes the place of the last. */
export interface Copying {
  readonly current: ReadonlySignal<CopyState | undefined>
  copy(begin: (texts: CopyTexts) => Pieces<Copied>): Promise<void>
  /** Puts what is ready on the clipboard. */
  finish(): Promise<void>
  cancel(): void
}

export interface CopyingDeps {
  readonly toasts: Toasts
  readonly notices: Notices
  /** Resolves to whether the clipboard took it. */
  put(text: string): Promise<boolean>
  load?(): Promise<CopyTexts>
}

/** Milliseconds of work that need no word about them. */
const PATIENCE = 1000

export function createCopying({ toasts, notices, put, load = loadTexts }: CopyingDeps, ended: AbortSignal): Copying {
  const current = signal<CopyState | undefined>(undefined)
  let running = new AbortController()
  let ready: Copied | undefined

  function stop(): void {
    running.abort()
    batch(() => {
      ready = undefined
      current.value = undefined
    })
  }

  /** Rejects once nobody wants it any more. */
  async function make(begin: (texts: CopyTexts) => Pieces<Copied>, wanted: AbortSignal): Promise<Copied> {
    const startedAt = performance.now()
    return finishInSlices(begin(await load()), (progress) => {
      wanted.throwIfAborted()
      if (performance.now() - startedAt >= PATIENCE) current.value = { is: 'working', progress }
    })
  }

  function say({ masked }: Copied): void {
    toasts.show(masked ? text.copiedMasked : text.copied)
  }

  ended.addEventListener('abort', stop, { once: true })
  return {
    current,
    async copy(begin) {
      stop()
      running = new AbortController()
      const { signal: wanted } = running
      try {
        const copied = await make(begin, wanted)
        if (wanted.aborted) return
        const wasSlow = current.peek() !== undefined
        const isDone = await put(copied.text)
        if (wanted.aborted) return
        ready = !isDone && wasSlow ? copied : undefined
        current.value = ready && { is: 'ready' }
        if (isDone) say(copied)
        else if (!wasSlow) notices.add(text.entry.copying, refused)
      } catch (error) {
        if (wanted.aborted) return
        stop()
        notices.add(text.entry.copying, reportOf(error))
      }
    },
    async finish() {
      const copied = ready
      stop()
      if (copied === undefined) return
      if (await put(copied.text)) say(copied)
      else notices.add(text.entry.copying, refused)
    },
    cancel: stop,
  }
}

const refused = { code: 'internal', detail: { why: text.entry.noClipboard } } as const

function loadTexts(): Promise<CopyTexts> {
  return import('../selectors/copy/copy-text')
}
