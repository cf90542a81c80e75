import { gunzipSync } from 'node:zlib'

/** What a session file holds, counted. */
export interface FileSummary {
  readonly version: number
  readonly bytes: number
  readonly unpacked: number
  readonly sessions: readonly { readonly name: string; readonly entries: number; readonly documents: number }[]
  /** `state/change` → how many, most first. */
  readonly entries: readonly (readonly [string, number])[]
  /** Rule → how many values it replaced, as the file itself reports. */
  readonly redacted: readonly (readonly [string, number])[]
  /** What the guard kept out of the recording → how often its marker stands in the file. */
  readonly neverRecorded: readonly (readonly [string, number])[]
}

interface File {
  readonly schemaVersion: number
  readonly sessions: readonly {
    readonly meta: { readonly name: string }
    readonly documents: readonly unknown[]
    readonly entries: readonly { readonly kind: string; readonly type: string; readonly data: unknown }[]
  }[]
  readonly summary: { readonly redaction: { readonly rules: readonly { readonly rule: string; readonly count: number }[] } }
}

/** Reads a file with a gunzip and a JSON parser and nothing else of Playhead, as anybody could. */
export function summarize(file: Uint8Array): FileSummary {
  const text = gunzipSync(file)
  const archive: File = JSON.parse(text.toString('utf8'))
  const entries = new Map<string, number>()
  const markers = new Map<string, number>()
  for (const session of archive.sessions) {
    for (const { kind, type, data } of session.entries) {
      count(entries, `${kind}/${type}`)
      for (const by of markersIn(data)) count(markers, by)
    }
  }
  const redacted = archive.summary.redaction.rules.filter((rule) => rule.count > 0)
  for (const { rule } of redacted) markers.delete(rule)
  return {
    version: archive.schemaVersion,
    bytes: file.length,
    unpacked: text.length,
    sessions: archive.sessions.map((session) => ({
      name: session.meta.name,
      entries: session.entries.length,
      documents: session.documents.length,
    })),
    entries: mostFirst(entries),
    redacted: redacted.map(({ rule, count }) => [rule, count]),
    neverRecorded: mostFirst(markers),
  }
}

/** A summary as lines for a terminal. */
export function summaryLines(summary: FileSummary): readonly string[] {
  const list = (title: string, rows: readonly (readonly [string, number])[], none: string) => [
    title,
    ...(rows.length === 0 ? [`    ${none}`] : rows.map(([name, number]) => `    ${name.padEnd(28)} ${String(number).padStart(6)}`)),
  ]
  return [
    `  ${summary.bytes.toLocaleString('en')} bytes, ${summary.unpacked.toLocaleString('en')} unpacked, format version ${summary.version}`,
    ...summary.sessions.map(
      ({ name, entries, documents }) =>
        `  session “${name}”: ${entries} entries of ${documents} page ${documents === 1 ? 'load' : 'loads'}`,
    ),
    ...list('  entries', summary.entries, 'none'),
    ...list('  redacted on export, by rule', summary.redacted, 'nothing had to be'),
    ...list('  never recorded, by the guard', summary.neverRecorded, 'nothing came up'),
  ]
}

/** The rules named by the markers `{"$":"redacted","by":…}` in tagged JSON. */
function* markersIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  if ('$' in value && value.$ === 'redacted' && 'by' in value) yield String(value.by)
  for (const member of Object.values(value)) yield* markersIn(member)
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function mostFirst(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].sort(([, a], [, b]) => b - a)
}
