import { readFileSync } from 'node:fs'
import { parsePlain, plainText } from '../../src/cli/plain-json'
import { templateIds } from '../../src/core/model'
import { createSanitizer, rulesOf } from '../../src/core/sanitize'
import type { Json } from '../../src/core/value'
import { unarmour } from '../fixtures/canaries'

interface ArmouredRow {
  readonly source: string
  readonly kind: string
  readonly text_rb64: string
  readonly value?: string
  readonly value_rb64?: string
  readonly expected?: boolean
  readonly mode?: 'exact' | 'search'
  readonly spans?: readonly (readonly [start: number, end: number])[]
  readonly weak?: boolean
  readonly soft?: boolean
}

/**
 * What a row is about. `strong`: a checksum, a prefix, a structure or a named key
 * makes it certain. `named`: a mere shape with a word or a key beside it; `bare`: the
 * same alone. `weak`: shapes of low score. `neg`: near misses. `hardneg`: what
 * sessions are full of. `supplement`, `composed`: see the README beside the rows.
 */
export type CorpusGroup = 'strong' | 'named' | 'bare' | 'weak' | 'neg' | 'hardneg' | 'supplement' | 'composed'

export interface ScoredRow {
  readonly group: CorpusGroup
  readonly kind: string
  readonly source: string
  readonly text: string
  readonly cleaned: string
  /** What has to be gone is gone, or what has to stay stayed. */
  readonly holds: boolean
}

const files = { published: 'published', composed: 'composed', hard: 'hard-negatives', supplement: 'supplement' } as const
type File = keyof typeof files

/** Kinds that are told by nothing but their shape. */
const shapes = new Set(
  'vehicle_plate vat_id company_id date postal_code passport driver_license national_id tax_id bic geo uuid url health_insurance us_bank_account aba_routing diagnosis medical_record user_path imei medical_license'.split(
    ' ',
  ),
)

/** Every row as the JSON that it is sanitized as, named by its file and line. */
export function corpusValues(): readonly CorpusValue[] {
  return (Object.keys(files) as File[]).flatMap((file) =>
    rowsOf(file).map((row, at) => ({ id: `${files[file]}:${at + 1}`, value: parsePlain(jsonOfRow(file, row)) })),
  )
}

/** What has to go of the published rows of these kinds, each once. */
export function corpusSecrets(kinds: RegExp): readonly string[] {
  const own = rowsOf('published').filter(({ kind, expected, weak, soft }) => kinds.test(kind) && expected !== false && !weak && !soft)
  return [
    ...new Set(
      own.map(({ text_rb64, spans }) => {
        const text = unarmour(text_rb64)
        return text.slice(...(spans?.[0] ?? [0]))
      }),
    ),
  ]
}

export interface CorpusValue {
  readonly id: string
  readonly value: Json
}

/** Every labelled row, sanitized by all templates, with what became of it. */
export function scoreCorpus(): readonly ScoredRow[] {
  const clean = createCleaner()
  return (Object.keys(files) as File[]).flatMap((file) => rowsOf(file).flatMap((row) => scored(file, row, clean)))
}

function rowsOf(file: File): readonly ArmouredRow[] {
  const path = new URL(`../fixtures/sanitize/${files[file]}.armor.jsonl`, import.meta.url)
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line): ArmouredRow => JSON.parse(line))
}

/** A JSON value as text, sanitized as the command line does it: each by itself. */
function createCleaner(): (json: string) => string {
  const rules = rulesOf(templateIds)
  let sanitizer = createSanitizer({ rules })
  return (json) => {
    if (sanitizer.hiddenKeys > 0) sanitizer = createSanitizer({ rules })
    return plainText(sanitizer.sanitizeJson(parsePlain(json), ''))
  }
}

function scored(file: File, row: ArmouredRow, clean: (json: string) => string): readonly ScoredRow[] {
  const text = unarmour(row.text_rb64)
  const json = jsonOfRow(file, row)
  const cleaned = clean(json)
  const result = (group: CorpusGroup, holds: boolean): readonly ScoredRow[] => [
    { group, kind: row.kind, source: row.source, text, cleaned, holds },
  ]
  const isSame = isEqual(cleaned, json)
  if (file === 'composed') {
    const value = row.value ?? unarmour(row.value_rb64 ?? '')
    return result('composed', !formsOf(cleaned).some((form) => form.includes(value)))
  }
  if (file === 'hard') return result('hardneg', isSame)
  if (row.expected === false) return row.mode === 'exact' || row.soft === true ? [] : result('neg', isSame)
  const spans = (row.spans ?? [[0, text.length]]).map(([start, end]) => text.slice(start, end))
  const isGone = spans.every((part) => !cleaned.includes(part) && !cleaned.includes(JSON.stringify(part).slice(1, -1)))
  return result(file === 'supplement' ? 'supplement' : groupOf(row, text, spans[0] ?? ''), isGone)
}

function groupOf({ kind, weak }: ArmouredRow, text: string, first: string): CorpusGroup {
  if (weak === true) return 'weak'
  if (!shapes.has(kind) && !(kind === 'phone' && !text.includes('+'))) return 'strong'
  const rest = first === '' ? text : text.split(first).join('')
  return /\p{L}{3,}/u.test(rest) ? 'named' : 'bare'
}

function jsonOfRow(file: File, { text_rb64 }: ArmouredRow): string {
  const text = unarmour(text_rb64)
  return file === 'composed' || file === 'supplement' ? jsonOf(text) : JSON.stringify(text)
}

function jsonOf(text: string): string {
  try {
    JSON.parse(text)
    return text
  } catch {
    return JSON.stringify(text)
  }
}

function isEqual(a: string, b: string): boolean {
  return a === b || JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b))
}

const MOST_FORMS = 60

/** A text, and what percent, `\u`, base64 and base64url make of it and of its parts, over and over. */
export function formsOf(text: string): readonly string[] {
  const forms = new Set<string>()
  const waiting = [text]
  for (let form = waiting.pop(); form !== undefined && forms.size < MOST_FORMS; form = waiting.pop()) {
    if (forms.has(form)) continue
    forms.add(form)
    waiting.push(unpercented(form), unpercented(form.replaceAll('+', ' ')))
    if (form.includes('\\u'))
      waiting.push(form.replace(/\\u([\dA-Fa-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))))
    for (const [run] of form.matchAll(/[A-Za-z0-9+/_-]{16,}/g)) {
      const decoded = Buffer.from(run, 'base64url').toString('utf8')
      if (!decoded.includes('\ufffd')) waiting.push(decoded)
    }
  }
  return [...forms]
}

/** What is no percent-encoded UTF-8 stays. */
function unpercented(text: string): string {
  return text.replace(/(?:%[\dA-Fa-f]{2})+/g, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'))
}
