import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { currentVersion } from '../../../src/core/archive'
import { upgradeSteps } from '../../../src/core/archive/upgrade'
import type { ArchiveV0 } from '../../../src/core/archive/versions/v0'
import type { ArchiveV1 } from '../../../src/core/archive/versions/v1'
import type { Entry } from '../../../src/core/model'
import { everyKind, everyTag } from '../../unit/archive/every-kind'
import { entriesOf, outgoing, partsOf, refusal, sampleEntries, written, writtenAs } from '../../unit/archive/support'

const fixtures = new URL('../../fixtures/archives/', import.meta.url)
const fixture = (name: string): Buffer => readFileSync(new URL(name, fixtures))

describe('the versions of the format', () => {
  it('[U1] [U3] each have a file kept, a step to the next, and one from the future', () => {
    const kept = readdirSync(fixtures).filter((name) => /^v\d+\.session\.json$/.test(name))
    const older = Array.from({ length: currentVersion + 1 }, (_, version) => `v${version}.session.json`)
    expect(kept.sort()).toEqual([...older, 'v9.session.json'])
    expect(upgradeSteps).toHaveLength(currentVersion)
  })

  it('[U2] from the future are refused', async () => {
    expect(await refusal(fixture('v9.session.json'))).toMatchObject({
      code: 'archive/future',
      detail: { version: 9, supported: currentVersion },
    })
  })

  it.each(['v0.session.json', 'v0.session.json.gz'])('[U3] are read: %s', async (name) => {
    const document: ArchiveV0 = JSON.parse(fixture('v0.session.json').toString())
    const parts = await partsOf(fixture(name))
    expect(entriesOf(parts)).toEqual(document.sessions[0]?.entries)
    expect(parts.filter(({ part }) => part === 'session')).toEqual(
      document.sessions.map(({ meta, documents }) => ({ part: 'session', meta, documents })),
    )
    const { sessions, ...summary } = document.summary
    expect(parts.at(-1)).toMatchObject({
      summary: { ...summary, sessions: sessions.map((sum) => ({ ...sum, chunks: [] })) },
      verified: true,
    })
  })
})

describe('version 1', () => {
  const document: ArchiveV1 = JSON.parse(fixture('v1.session.json').toString())

  it.each(['v1.session.json', 'v1.session.json.gz', 'v1.session.yaml', 'v1.session.msgpack'])('[C6] is read: %s', async (name) => {
    const parts = await partsOf(fixture(name))
    expect(entriesOf(parts)).toEqual(document.sessions.flatMap(({ entries }) => entries))
    expect(parts.filter(({ part }) => part === 'session')).toEqual(
      document.sessions.map(({ entries: _, ...frame }) => ({ part: 'session', ...frame })),
    )
    expect(parts.at(-1)).toMatchObject({ summary: document.summary, verified: true })
  })

  it.each(['json', 'yaml', 'msgpack'] as const)('[A4] is written as it was: %s', async (format) => {
    const sessions = document.sessions.map((session) => ({ ...session, entries: session.entries as readonly Entry[] }))
    const bytes = await writtenAs(format, sessions, document.summary.redaction)
    expect(bytes.equals(fixture(`v1.session.${format}`))).toBe(true)
  })
})

describe('values and markers', () => {
  const spec = readFileSync(new URL('../../../src/core/archive/SPEC.md', import.meta.url), 'utf8')
  const rowsOf = (rule: string): readonly string[] => {
    const section = spec.slice(spec.indexOf(`- **[${rule}]**`)).split('\n- **[')[0] ?? ''
    return [...section.matchAll(/^ {2}\| `(\w+)` +\|/gm)].map((match) => match[1] ?? '')
  }
  /** The tags that the source of the recorder writes. */
  const recorded = new Set(
    ['value', 'guard', 'timeline'].flatMap((folder) => {
      const path = new URL(`../../../src/core/${folder}/`, import.meta.url)
      return readdirSync(path).flatMap((name) =>
        name.endsWith('.ts') ? [...readFileSync(new URL(name, path), 'utf8').matchAll(/\$: '(\w+)'/g)].map((match) => match[1]) : [],
      )
    }),
  )

  it('[V1] [V2] are all those that the recorder writes, and each is read as it was written', async () => {
    const specified = rowsOf('V2')
    expect(specified.length).toBeGreaterThan(20)
    expect([...recorded].filter((tag) => !specified.includes(tag ?? ''))).toEqual([])
    const shown = new Set([...JSON.stringify(everyTag).matchAll(/"\$":"(\w+)"/g)].map((match) => match[1]))
    expect(specified.filter((tag) => !shown.has(tag))).toEqual([])
    const entries = entriesOf(await partsOf(fixture('v0.session.json')))
    expect(entries[2]?.data).toMatchObject({ value: { tags: everyTag } })
  })

  it('[V3] that nobody knows are kept', async () => {
    const entries = sampleEntries(1).map(
      (entry): Entry => ({ ...entry, kind: 'event', type: 'console', data: { method: 'log', args: [{ $: 'new', x: 1 }] } }),
    )
    expect(entriesOf(await partsOf(await written([outgoing(entries)])))).toEqual(entries)
  })

  it('[M1] [M2] [M3] are kept as they are', async () => {
    const entries = entriesOf(await partsOf(fixture('v0.session.json')))
    expect(entries).toEqual(everyKind)
    const kept = JSON.stringify(entries)
    expect(kept).toContain('{"$":"redacted","by":"password"}')
    expect(kept).toContain('{"$":"truncated","why":"string","size":5000,"v":"the beginning"}')
    expect(entries.filter(({ type }) => type === 'gap')).toHaveLength(2)
  })
})
