import { createResolver, tellAddress } from './address'
import type { Hooks } from './hooks'

const MOST = 50

/** Says once for each worker that what it does is not recorded. */
export function workers({ recorder, page, wrap }: Hooks): void {
  const resolve = createResolver(page)
  const told = new Set<string>()

  const watch =
    (what: string) =>
    (_self: unknown, [target]: readonly unknown[]) =>
    (_result: unknown, threw: boolean) => {
      const address = resolve(target)
      if (threw || !address) return
      // Each blob has an address of its own.
      const detail = `${what} ${address.startsWith('blob:') ? 'blob:' : tellAddress(address)}`
      if (told.has(detail) || told.size >= MOST) return
      told.add(detail)
      recorder.record({ kind: 'event', type: 'gap', data: { reason: 'unsupported', detail } })
    }

  wrap(page, 'Worker', watch('Worker'))
  wrap(page, 'SharedWorker', watch('SharedWorker'))
  wrap(page.ServiceWorkerContainer?.prototype, 'register', watch('ServiceWorker'))
}
