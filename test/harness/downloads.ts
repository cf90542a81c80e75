import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type UntilOptions, until } from './until'

/** Endings that browsers give to files they are still writing. */
const unfinished = /\.(?:crdownload|part|tmp)$/

/** A folder that a browser downloads into. */
export interface Downloads {
  readonly folder: string
  /** The finished files, by name. */
  list(): readonly string[]
  /** The path of the first finished file whose name matches and that was not there when `since` was listed. */
  waitFor(name: RegExp, options?: UntilOptions & { readonly since?: readonly string[] }): Promise<string>
}

export function watchDownloads(folder: string): Downloads {
  const list = () => (existsSync(folder) ? readdirSync(folder).sort() : [])
  const finished = () => {
    const names = list()
    // Firefox makes the final name at once, empty, and fills a `.part` beside it.
    return names.filter((name) => !unfinished.test(name) && !names.includes(`${name}.part`) && statSync(join(folder, name)).size > 0)
  }
  return {
    folder,
    list: finished,
    async waitFor(name, { since = [], ...options } = {}) {
      const found = await until(
        `a download named like ${name}`,
        () => finished().find((file) => name.test(file) && !since.includes(file)),
        options,
      )
      return join(folder, found)
    },
  }
}
