export interface Bundle {
  readonly name: string
  readonly entry: string
  readonly limit: `${number} kB`
  readonly why: string
}

export const bundles: readonly Bundle[]

export function filesOf(entry: string, browser?: 'chrome' | 'firefox'): string[]
