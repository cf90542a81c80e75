import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { archiveFormats } from '../../../src/core/archive'
import { resorted } from '../../harness/archive-of'
import { newSession, session } from '../../harness/notation'
import { type FileOptions, fileOf, type WholeSession, wholeSession } from '../../harness/outgoing'
import { toldVisit } from '../../harness/panel-page/told-visit'
import { runCli } from '../../harness/run-cli'
import { runs as runCount } from '../../harness/runs'
import { removeFolder, tempFolder } from '../../harness/temp'

const root = tempFolder('cli-merge')
afterAll(() => removeFolder(root))

let runs = 0
beforeEach(() => {
  runs++
})
const at = (name: string) => join(root, `${runs}-${name}`)
const left = () => readdirSync(root).filter((name) => name.startsWith('.'))
/** Where commands keep what they take apart: nobody else keeps anything there. */
const kept = join(root, 'kept')
mkdirSync(kept)
for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, kept)
const spooled = () => readdirSync(kept)
const parsed = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const idsIn = (path: string) => parsed(path).sessions.map(({ meta }: WholeSession) => meta.id)
const write = async (name: string, sessions: readonly WholeSession[], options: FileOptions = {}) => {
  writeFileSync(at(name), await fileOf(sessions, options))
  return at(name)
}

/** A small session of that id, begun at that time. */
const one = (id: string, createdAt: number, message = `hi from ${id}`): WholeSession =>
  wholeSession({ ...session`log ${message} | click #pay`, session: newSession(id, { createdAt }) })

describe('playhead merge', () => {
  it('puts the sessions of all files into one, by time and then by id', async () => {
    const [a, b, c, d, e] = [one('a', 5), one('b', 1), one('c', 3), one('d', 3), one('e', 9)]
    const first = await write('1.json', [a, c])
    const second = await write('2.json', [e, b, d], { writtenAt: 7 })
    const expected = await fileOf([b, c, d, a, e], { writtenAt: 7 })
    expect(await runCli(['merge', first, second, '-o', at('out.json')])).toEqual({ exit: 0, out: '', err: '' })
    expect(readFileSync(at('out.json')).equals(expected)).toBe(true)
    // In any order of the files, from and to anywhere.
    expect((await runCli(['merge', '-', first, '--output', '-'], { input: gzipSync(readFileSync(second)) })).out).toBe(expected.toString())
    expect(await runCli(['merge', second, first, '-o', first, '--gzip'])).toMatchObject({ exit: 0 })
    expect(gunzipSync(readFileSync(first)).equals(expected)).toBe(true)
  })

  it('is the same file however the sessions were spread over files of whatever format', async () => {
    const sessions = Array.from({ length: 7 }, (_, i) => {
      const told = toldVisit(i + 1, i === 2 ? 1100 : 20)
      return wholeSession({ ...told, session: { ...told.session, createdAt: 1000 - (i % 4) } })
    })
    const sorted = [3, 2, 6, 1, 5, 0, 4].flatMap((i) => sessions[i] ?? [])
    const expected = await fileOf(sorted)
    const spread = fc.record({
      order: fc.shuffledSubarray(sessions, { minLength: sessions.length }),
      cuts: fc.array(fc.nat(sessions.length), { minLength: 1, maxLength: 3 }),
      formats: fc.array(fc.constantFrom(...archiveFormats), { minLength: 4, maxLength: 4 }),
      to: fc.constantFrom(...archiveFormats),
    })
    await fc.assert(
      fc.asyncProperty(spread, async ({ order, cuts, formats, to }) => {
        const ends = [0, ...cuts.toSorted((a, b) => a - b), sessions.length]
        const names: string[] = []
        for (const [i, end] of ends.slice(1).entries()) {
          names.push(await write(`in-${i}`, order.slice(ends[i], end), { format: formats[i] ?? 'json' }))
        }
        expect(await runCli(['merge', ...names, '-o', at('out'), '--format', to])).toMatchObject({ exit: 0 })
        const { out } = await runCli(['convert', at('out'), '-'])
        expect(out === expected.toString()).toBe(true)
      }),
      { numRuns: runCount(8) },
    )
    expect(spooled()).toEqual([])
  })

  it('writes a session once that is the same in several files', async () => {
    const [a, b] = [one('a', 1), one('b', 2)]
    const first = await write('1.json', [a, b])
    const second = await write('2.yaml', [b], { format: 'yaml' })
    const { err } = await runCli(['merge', first, second, '-o', at('out.json')], { isTerminal: true })
    expect(err.endsWith(`\r${at('out.json')}: 2 sessions of 2 files; 1 more were in several files.\n`)).toBe(true)
    expect(idsIn(at('out.json'))).toEqual(['a', 'b'])
  })

  it('refuses one that is not the same, unless told which counts', async () => {
    const first = await write('1.json', [one('a', 1), one('b', 2, 'first')])
    const second = await write('2.json', [one('b', 2, 'second')])
    const third = await write('3.json', [one('b', 2, 'third'), one('c', 3)])
    writeFileSync(at('out.json'), 'mine')
    const { exit, out, err } = await runCli(['merge', first, second, third, '-o', at('out.json')])
    expect({ exit, out }).toEqual({ exit: 65, out: '' })
    expect(err).toContain(`[cli/conflict] The session b is in ${first} and in ${second}, and not the same in both.`)
    expect(await runCli(['merge', first, second, '-o', '-'])).toMatchObject({ exit: 65, out: '' })
    expect(readFileSync(at('out.json'), 'utf8')).toBe('mine')
    const said = async (policy: string) => {
      await runCli(['merge', first, second, third, '-o', at('out.json'), '--on-conflict', policy])
      expect(idsIn(at('out.json'))).toEqual(['a', 'b', 'c'])
      return parsed(at('out.json')).sessions[1].entries[0].data.args
    }
    expect(await said('skip')).toEqual(['first'])
    expect(await said('overwrite')).toEqual(['third'])
  })

  it('adds up what was redacted, and is as sanitized as the least of what is in it', async () => {
    const rules = (...counts: number[]) => counts.map((count, i) => ({ rule: `rule-${i}`, count }))
    const first = await write('1.json', [one('a', 1)], { redaction: { engine: 2, rules: rules(1, 2) } })
    const second = await write('2.json', [one('b', 2)], { redaction: { engine: 1, rules: rules(4, 0, 3) } })
    const raw = await write('raw.json', [one('c', 3)])
    const empty = await write('empty.json', [])
    const same = await write('same.json', [one('a', 1)])
    const merged = async (...files: string[]) => {
      const { err } = await runCli(['merge', ...files, '-o', at('out.json')])
      return { err, ...parsed(at('out.json')).summary.redaction }
    }
    expect(await merged(first, second)).toEqual({ err: '', engine: 1, rules: rules(5, 2, 3) })
    // Nothing was taken of these two.
    expect(await merged(first, second, empty, same)).toEqual({ err: '', engine: 1, rules: rules(5, 2, 3) })
    const mixed = await merged(first, raw)
    expect(mixed).toMatchObject({ engine: 0, rules: rules(1, 2) })
    expect(mixed.err).toBe(`Not sanitized: ${raw}. So the new file does not count as sanitized.\n`)
    expect(await merged(raw)).toEqual({ err: '', engine: 0, rules: [] })
  })

  it('takes a file that another tool rewrote, says so, and believes none of its checksums', async () => {
    const first = await write('1.json', [one('a', 1)])
    writeFileSync(at('sorted.json'), resorted(await fileOf([one('a', 1), one('b', 2)])))
    expect(await runCli(['merge', first, at('sorted.json'), '-o', at('out.json')])).toMatchObject({ exit: 65 })
    const { exit, err } = await runCli(['merge', first, at('sorted.json'), '-o', at('out.json'), '--on-conflict', 'skip'])
    expect({ exit, err }).toEqual({ exit: 0, err: expect.stringContaining(`rewrote ${at('sorted.json')}, or a person`) })
    expect((await runCli(['validate', at('out.json')])).out).toContain('good, 2 sessions')
  })

  it('leaves what was there, and nothing else, when a file is bad or somebody interrupts', async () => {
    const good = await write('good.json', [one('b', 2), one('a', 1)])
    const bytes = Buffer.from(await fileOf([one('c', 3)]))
    bytes[bytes.length - 400] = 0x30
    writeFileSync(at('bad.json'), bytes)
    writeFileSync(at('out.json'), 'mine')
    expect((await runCli(['merge', good, at('bad.json'), '-o', at('out.json')])).exit).toBe(65)
    expect((await runCli(['merge', good, at('nowhere'), '-o', at('out.json')])).exit).toBe(66)
    expect((await runCli(['merge', good, '-o', at('out.json')], { signal: AbortSignal.abort() })).exit).toBe(130)
    expect(await runCli(['merge', good, '-o', join(root, 'nowhere/out.json')])).toMatchObject({ exit: 73 })
    expect(readFileSync(at('out.json'), 'utf8')).toBe('mine')
    expect(existsSync(join(root, 'nowhere'))).toBe(false)
    expect(left()).toEqual([])
    expect(spooled()).toEqual([])
  })

  it('says what is missing', async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['-o', 'x'], /a file is missing/],
      [['a.json'], /-o OUT is missing/],
      [['a.json', '-o', 'x', '--on-conflict', 'ask'], /“ask” is no policy: there are error, skip, overwrite/],
      [['-', '-', '-o', 'x'], /only one of the files can be standard input/],
      [['a.json', '-o', 'x', '--format', 'csv'], /“csv” is no format/],
    ]
    for (const [args, why] of cases) {
      const { exit, err } = await runCli(['merge', ...args])
      expect({ args, exit }).toEqual({ args, exit: 64 })
      expect(err).toMatch(why)
    }
  })
})
