/** Builds that know whether they are still those of the sources. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { sourceHash } from './build.mjs'
import { inProject } from './paths.mjs'
import { singleFlight } from './single-flight.mjs'

/** Has `make` make the build `name`, unless its `file` is there and of the sources as they are. `fresh` makes it in any case. */
export function ensureStamped(name, file, make, { fresh = false } = {}) {
  const stamp = inProject(`.output/${name}.sources`)
  return singleFlight(name, async () => {
    const hash = sourceHash()
    if (!fresh && existsSync(file) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
    rmSync(stamp, { force: true })
    await make()
    mkdirSync(inProject('.output'), { recursive: true })
    // A source that changed meanwhile is not in this build: the stamp of the old sources will not match.
    writeFileSync(stamp, hash)
  })
}
