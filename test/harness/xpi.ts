import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'

/** Packs an unpacked extension as Firefox installs it. The same files give the same bytes. */
export function packXpi(folder: string, target: string): string {
  const files: Record<string, Uint8Array> = {}
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name)
    if (statSync(path).isFile()) files[name.replaceAll('\\', '/')] = readFileSync(path)
  }
  // The date is that of no file: zip knows none before 1980.
  writeFileSync(target, zipSync(files, { mtime: new Date(1980, 1, 1) }))
  return target
}
