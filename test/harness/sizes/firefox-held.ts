import type { Firefox } from '../firefox'

/**
 * Bytes that a process of Firefox holds after a forced collection, workers
 * included: what its allocator has given out, and the heaps of scripts, which
 * lie outside of that. Kinds and paths of reports: nsIMemoryReporter.idl.
 */
export async function heldByFirefox({ runPrivileged }: Pick<Firefox, 'runPrivileged'>, pid: number): Promise<number> {
  const held = await runPrivileged(`
    const memory = Cc['@mozilla.org/memory-reporter-manager;1'].getService(Ci.nsIMemoryReporterManager)
    let held = 0
    const add = (process, path, kind, units, amount) => {
      const isHeld = path === 'heap-allocated' || (path.startsWith('explicit/') && kind === Ci.nsIMemoryReporter.KIND_NONHEAP)
      if (process.includes('(pid ${pid})') && isHeld) held += amount
    }
    await new Promise((told) => memory.getReportsExtended(add, null, told, null, false, true, ''))
    return held
  `)
  if (typeof held !== 'number' || held === 0) throw new Error(`Firefox tells nothing of process ${pid}`)
  return held
}
