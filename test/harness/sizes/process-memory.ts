import { readFileSync } from 'node:fs'

/** The most memory of a process that was resident at one time, in bytes, as far as it was looked at. */
export interface MemoryWatch {
  /** Ends the watch. */
  peak(): number
}

const LOOK_MILLISECONDS = 100

/** Watches a process until told, or until it is gone. Needs Linux. */
export function watchMemory(pid: number): MemoryWatch {
  let peak = residentOf(pid)
  const timer = setInterval(() => {
    peak = Math.max(peak, residentOf(pid))
  }, LOOK_MILLISECONDS)
  return {
    peak() {
      clearInterval(timer)
      return Math.max(peak, residentOf(pid))
    },
  }
}

/** Bytes that are resident now; 0 for a process that is gone. */
export function residentOf(pid: number): number {
  try {
    const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes) * 1024
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return 0
    throw error
  }
}
