import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A fresh folder under the system's temporary one; `name` shows what made it when something is left behind. */
export function tempFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `playhead-${name}-`))
}

/** Removes a folder and what is in it. A browser that has just ended may still be writing there: tried again for a moment. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}
