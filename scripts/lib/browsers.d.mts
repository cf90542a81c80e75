export type BrowserKind = 'chromium' | 'firefox'

export const wanted: Readonly<Record<BrowserKind, { readonly name: string; readonly least: number; readonly variable: string }>>

export type FoundBrowser =
  | { readonly path: string; readonly version: number; readonly refused?: undefined }
  | { readonly refused: readonly string[]; readonly path?: undefined }

export function findBrowser(kind: BrowserKind): FoundBrowser

export function versionOf(kind: BrowserKind, path: string): number | undefined
