import { type ReadonlySignal, signal } from '@preact/signals'
import { type ImportChoice, optionsOf, usualImport } from '../selectors/import/choice'
import type { Shares } from './shares'

/** What is chosen in the dialog of an import, and the files that come in through it or past it. */
export interface Importing {
  readonly choice: ReadonlySignal<ImportChoice>
  /** Begins anew, with what differs from the usual. */
  ask(change?: Partial<ImportChoice>): void
  change(change: Partial<ImportChoice>): void
  /** Imports files: as chosen while the dialog is on screen, which then goes; else as usual. */
  take(files: readonly File[]): Promise<void>
}

export interface ImportingParts {
  readonly shares: Pick<Shares, 'importFiles'>
  readonly shown: ReadonlySignal<boolean>
  close(): void
}

export function createImporting({ shares, shown, close }: ImportingParts): Importing {
  const choice = signal(usualImport)
  return {
    choice,
    ask(change) {
      choice.value = { ...usualImport, ...change }
    },
    change(change) {
      choice.value = { ...choice.peek(), ...change }
    },
    async take(files) {
      if (files.length === 0) return
      const options = optionsOf(shown.peek() ? choice.peek() : usualImport)
      if (shown.peek()) close()
      await shares.importFiles(files, options)
    },
  }
}

const signs = { json: /^\s*\{/, yaml: /^\s*(?:---\s|#|["']?schema["']?\s*:)/ }

/** The text of a session file as a file; undefined where it is none. */
export function fileOfText(text: string): File | undefined {
  if (!text.slice(0, 4096).includes('playhead/archive')) return undefined
  const format = signs.json.test(text) ? 'json' : signs.yaml.test(text) ? 'yaml' : undefined
  return format && new File([text], `pasted.session.${format}`)
}
