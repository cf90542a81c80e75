import { guardUrl } from '../../../core/guard'
import type { Probe } from '../recorder'
import { accessor, isObject } from './accessor'
import { createHooks } from './hooks'

const MOST = 50

/** Says once for each worker that what it does is not recorded. */
export const workers: Probe = (recorder, page, signal) => {
  const { wrap } = createHooks(recorder, page, signal)
  const hrefOf = accessor(page.URL, 'href')
  const told = new Set<string>()

  const watch =
    (what: string) =>
    (_self: unknown, [target]: readonly unknown[]) =>
    (_result: unknown, threw: boolean) => {
      const address = isObject(target) ? hrefOf(target) : target
      if (threw || typeof address !== 'string') return
      // Each blob has an address of its own.
      const detail = `${what} ${/^(?:blob|data):/.test(address) ? address.slice(0, 5) : guardUrl(address)}`
      if (told.has(detail) || told.size >= MOST) return
      told.add(detail)
      recorder.record({ kind: 'event', type: 'gap', data: { reason: 'unsupported', detail } })
    }

  wrap(page, 'Worker', watch('Worker'))
  wrap(page, 'SharedWorker', watch('SharedWorker'))
  wrap(page.ServiceWorkerContainer?.prototype, 'register', watch('ServiceWorker'))
}
