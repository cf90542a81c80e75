import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/core/model'
import {
  decodeSegment,
  encodeSegment,
  type PackedColumns,
  packColumns,
  type SegmentPlace,
  segmentVersion,
  unpackColumns,
} from '../../../src/core/store'
import type { StoredText } from '../../../src/core/store/stored-text'

const folder = new URL('../../fixtures/segments/', import.meta.url)
/** Bytes in version 1, a text from version 2 on. */
function contentOf(version: number): StoredText {
  const file = new URL(`version-${version}.jsonl`, folder)
  return version === 1 ? new Uint8Array(readFileSync(file)) : readFileSync(file, 'utf8')
}

interface Frozen extends Omit<SegmentPlace, 'session'> {
  readonly documents: readonly string[]
  readonly columns: PackedColumns
  readonly entries: readonly Entry[]
}

function frozen(version: number): Frozen {
  return JSON.parse(readFileSync(new URL(`version-${version}.json`, folder), 'utf8'))
}

const versions = Array.from({ length: segmentVersion }, (_, i) => i + 1)

describe('segments on disk', () => {
  it('have a frozen specimen of each version', () => {
    const kept = readdirSync(folder).filter((name) => /^version-\d+\.jsonl$/.test(name))
    expect(kept.sort()).toEqual(versions.map((version) => `version-${version}.jsonl`).sort())
  })

  it.each(versions)('of version %i are still read as the entries they were', (version) => {
    const { entries, columns, documents, ...place } = frozen(version)
    expect(decodeSegment([contentOf(version)], { ...place, session: 's' })).toEqual(entries)
    const unpacked = unpackColumns(columns)
    expect(unpacked.n).toEqual(entries.map(({ n }) => n))
    expect(unpacked.document.map((index) => documents[index])).toEqual(entries.map(({ document }) => document))
    expect(unpacked.source).toEqual(entries.map(({ source }) => source ?? null))
    expect(unpacked.kind.map((kind, i) => `${kind}/${unpacked.type[i]}`)).toEqual(entries.map(({ kind, type }) => `${kind}/${type}`))
  })

  it('are still written as the current version is frozen', () => {
    const { entries, documents, columns } = frozen(segmentVersion)
    expect(encodeSegment(entries).join('')).toBe(contentOf(segmentVersion))
    const packed = packColumns(entries)
    expect(packed.documents).toEqual(documents)
    const { t, type, source, level, facts, ...words } = packed.columns
    const numbers = { t: Array.from(t), type: Array.from(type), source: Array.from(source), level: Array.from(level) }
    expect({ ...words, ...numbers }).toEqual(columns)
    // Facts came later than the version: rows without them are read as well.
    expect(columns.facts).toBeUndefined()
    expect(facts).toEqual(JSON.parse(readFileSync(new URL(`version-${segmentVersion}.facts.json`, folder), 'utf8')))
  })

  it('from the future are refused for what they are, not as damage', () => {
    const place = { session: 's', firstSeq: 1, lastSeq: 1, version: segmentVersion + 1 }
    expect(() => decodeSegment([readFileSync(new URL('future.jsonl', folder), 'utf8')], place)).toThrow(
      expect.objectContaining({ code: 'store/newer' }),
    )
  })
})
