import type { IForbiddenRuleType } from 'dependency-cruiser'

export interface ImportRow {
  readonly folder: string
  readonly folders: readonly string[]
  readonly packages: readonly string[]
}

export function readImportTable(markdown: string): ImportRow[]

export function importRules(table?: readonly ImportRow[]): IForbiddenRuleType[]
