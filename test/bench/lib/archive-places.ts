import type { Page } from 'playwright'
import type { LevelName } from './archive-formats'
import type { ArchiveWork } from './archive-work'
import { withBlankPage } from './blank-page'
import { withNodeProcess } from './node-process'
import { remote } from './remote'

/** Where archives are written and read: engines differ, and only Node has levels. */
export interface Place {
  readonly name: string
  readonly levels: readonly LevelName[]
  readonly work: ArchiveWork
}

export async function inNode<T>(use: (place: Place) => Promise<T>): Promise<T> {
  return withNodeProcess<ArchiveWork, T>(new URL('../processes/archive.ts', import.meta.url), (work) =>
    use({ name: 'Node', levels: ['plain', 'fast', 'default', 'small'], work }),
  )
}

export async function inChromium<T>(use: (place: Place, page: Page) => Promise<T>): Promise<T> {
  return withBlankPage(
    new URL('../pages/archive.ts', import.meta.url),
    (page) => {
      const work = remote<ArchiveWork>((call) => page.evaluate((wanted) => globalThis.archiveBench.answer(wanted), call))
      return use({ name: 'Chromium', levels: ['plain', 'default'], work }, page)
    },
    ['--js-flags=--expose-gc', '--enable-precise-memory-info'],
  )
}
