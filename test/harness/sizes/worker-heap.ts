import type { CDPSession } from 'playwright'

interface HeapUsage {
  readonly usedSize: number
  readonly backingStorageSize?: number
}

/** Bytes that the worker at `path` holds, heap and buffers, after a forced collection. `browser` is a session with the browser itself. */
export async function workerHeap(browser: CDPSession, path: string): Promise<number> {
  const { targetInfos } = await browser.send('Target.getTargets')
  const worker = targetInfos.find(({ type, url }) => type === 'worker' && url.endsWith(path))
  if (worker === undefined) throw new Error(`There is no worker ${path}`)
  // Not flattened: the protocol of another target is then spoken inside of messages of this one.
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId: worker.targetId, flatten: false })
  const ask = (id: number, method: string) =>
    new Promise<HeapUsage>((resolve) => {
      const listen = ({ sessionId: from, message }: { readonly sessionId: string; readonly message: string }) => {
        const answer: { readonly id?: number; readonly result: HeapUsage } = JSON.parse(message)
        if (from !== sessionId || answer.id !== id) return
        browser.off('Target.receivedMessageFromTarget', listen)
        resolve(answer.result)
      }
      browser.on('Target.receivedMessageFromTarget', listen)
      void browser.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
    })
  await ask(1, 'HeapProfiler.collectGarbage')
  const { usedSize, backingStorageSize = 0 } = await ask(2, 'Runtime.getHeapUsage')
  await browser.send('Target.detachFromTarget', { sessionId })
  return usedSize + backingStorageSize
}
