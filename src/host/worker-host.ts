import { createHostClient, type HostAnswer, type HostMessage, type JobHost, type JobNews } from '../bridge/jobs-wire'
import { AppError } from '../core/errors'
import type { JobState } from '../core/jobs'
import type { WorkerLike } from './worker-wire'

export interface WorkerHostOptions {
  createWorker(): WorkerLike
  /** An extension API call: it shows a browser that stops idle backgrounds that this one is not. */
  keepAlive(): void
  /** Tells every page of the extension. */
  tell(news: JobNews): void
  /** Offers a finished file to the page that asked for it; true when it takes the file. */
  offer(job: JobState): Promise<boolean>
  /** Hands a finished file over from here. */
  save(job: JobState): Promise<void>
  /** There is something to do, or nothing is left. */
  busy?(busy: boolean): void
  /** What nobody waits for. */
  report(error: unknown): void
}

/** Firefox stops a background page that made no call for 30 s, its busy worker with it. */
const KEEP_ALIVE_MILLISECONDS = 10_000

/** The page's side of the worker that runs jobs. The worker is started when first needed. */
export function createWorkerHost({ createWorker, keepAlive, tell, offer, save, busy: changed, report }: WorkerHostOptions): JobHost {
  const waiting = new Map<number, { resolve(answer: HostAnswer): void; reject(error: unknown): void }>()
  let worker: WorkerLike | undefined
  let number = 0
  let busy = false
  /** Files on their way out of this page. */
  let saving = 0
  let timer: ReturnType<typeof setInterval> | undefined

  function start(): WorkerLike {
    const started = createWorker()
    started.addEventListener('message', ({ data }) => {
      if (data.type === 'answer') {
        waiting.get(data.number)?.resolve(data.answer)
        waiting.delete(data.number)
      } else if (data.type === 'news') {
        tell(data.news)
        if ('job' in data.news && data.news.job.phase === 'ready') void handOver(data.news.job)
      } else {
        busy = data.busy
        live()
      }
    })
    started.addEventListener('error', (event) => {
      event.preventDefault?.()
      lost(new AppError('internal', { why: event.message }))
    })
    return started
  }

  function lost(error: AppError): void {
    report(error)
    worker?.terminate()
    worker = undefined
    for (const call of waiting.values()) call.reject(error)
    waiting.clear()
    const unfinished = busy
    busy = false
    live()
    // Jobs count how often they were begun, so one that kills its worker each time ends.
    if (unfinished) void client.wake().catch(report)
  }

  /** Keeps this page alive as long as there is something to do. */
  function live(): void {
    const needed = busy || saving > 0
    if (needed === (timer !== undefined)) return
    clearInterval(timer)
    timer = needed ? setInterval(keepAlive, KEEP_ALIVE_MILLISECONDS) : undefined
    changed?.(needed)
  }

  async function handOver(job: JobState): Promise<void> {
    saving++
    live()
    try {
      if (!(await offer(job))) await save(job)
    } catch (error) {
      // The file stays, and the panel offers it.
      report(error)
    } finally {
      saving--
      live()
    }
  }

  function send(call: HostMessage): Promise<HostAnswer> {
    worker ??= start()
    number++
    const { promise, resolve, reject } = Promise.withResolvers<HostAnswer>()
    waiting.set(number, { resolve, reject })
    worker.postMessage({ number, call })
    return promise
  }

  const client = createHostClient(send)
  return client
}
