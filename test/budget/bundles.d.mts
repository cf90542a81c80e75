export interface Bundle {
  readonly name: string
  readonly entry: string
  readonly limit: `${number} kB`
  readonly why: string
}

export const bundles: readonly Bundle[]

export const viewerBundles: readonly Bundle[]

export function filesOf(entry: string, browser?: 'chrome' | 'firefox'): string[]

export function filesIn(folder: string, entry: string): string[]
