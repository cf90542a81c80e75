import type { HostAnswer, HostMessage, JobNews } from '../bridge/jobs-wire'

/** From the page that hosts the worker: a call, numbered so that its answer finds back. */
export interface ToWorker {
  readonly number: number
  readonly call: HostMessage
}

/** From the worker. Both ends are of one build, so nothing is parsed here. */
export type FromWorker =
  | { readonly type: 'answer'; readonly number: number; readonly answer: HostAnswer }
  | { readonly type: 'news'; readonly news: JobNews }
  /** Nothing is left to do, or something is again. */
  | { readonly type: 'busy'; readonly busy: boolean }

/** The part of a worker that its page needs. */
export interface WorkerLike {
  postMessage(message: ToWorker): void
  addEventListener(type: 'message', listener: (event: MessageEvent<FromWorker>) => void): void
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void
  terminate(): void
}
