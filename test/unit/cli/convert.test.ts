import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { archiveOf, resorted } from '../../harness/archive-of'
import { newSession, session, type Told } from '../../harness/notation'
import { toldVisit } from '../../harness/panel-page/told-visit'
import { runCli } from '../../harness/run-cli'
import { removeFolder, tempFolder } from '../../harness/temp'

const root = tempFolder('cli-convert')
afterAll(() => removeFolder(root))

let folder = ''
let runs = 0
beforeEach(() => {
  folder = join(root, String(runs++))
})
const at = (name: string) => join(root, `${runs}-${name}`)
const left = () => readdirSync(root).filter((name) => name.startsWith('.'))

const bug = session`open cart | state cart={"total":1} | click #pay | state cart.total=2 | @frame log hello | gap overflow`
const other: Told = { ...session`mark only`, session: newSession('other', { name: 'Another' }) }

describe('playhead convert', () => {
  it('gives the same bytes back, however they were compressed and formatted', async () => {
    const plain = await archiveOf(bug, other)
    writeFileSync(at('in.gz'), gzipSync(plain))
    writeFileSync(at('pretty.json'), JSON.stringify(JSON.parse(plain.toString()), null, 2))
    for (const name of ['in.gz', 'pretty.json']) {
      expect(await runCli(['convert', at(name), at('out.json')])).toEqual({ exit: 0, out: '', err: '' })
      expect(readFileSync(at('out.json')).equals(plain)).toBe(true)
    }
    expect(await runCli(['convert', '-', '-'], { input: plain })).toMatchObject({ exit: 0, out: plain.toString() })
  })

  it('does so for any session', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 20, max: 200 }), async (seed, entries) => {
        const plain = await archiveOf(toldVisit(seed, entries))
        expect((await runCli(['convert', '-', '-'], { input: gzipSync(plain) })).out).toBe(plain.toString())
      }),
    )
  })

  it.each(['yaml', 'msgpack'])('writes %s, from which the same JSON comes back', async (format) => {
    const plain = await archiveOf(bug, other)
    const { exit, out } = await runCli(['convert', '-', at('out'), '--format', format, '--gzip'], { input: plain })
    expect({ exit, out }).toEqual({ exit: 0, out: '' })
    expect(readFileSync(at('out'))[0]).toBe(0x1f)
    expect((await runCli(['convert', at('out'), '-'])).out).toBe(plain.toString())
  })

  it('takes the sessions, kinds, sources and times that are asked for', async () => {
    const plain = await archiveOf(bug, other)
    const convert = async (...args: readonly string[]) => {
      const { out } = await runCli(['convert', '-', '-', ...args], { input: plain })
      return JSON.parse(out).sessions as { meta: { id: string; excerpt?: unknown }; entries: { type: string; n: number; seq: number }[] }[]
    }
    expect((await convert('--session', 'Another')).map(({ meta }) => meta.id)).toEqual(['other'])
    expect((await convert('--session', 'other', '--session', 'Another')).map(({ meta }) => meta.id)).toEqual(['other'])
    const [events] = await convert('--include', 'event')
    expect(events?.entries.map(({ type }) => type)).toEqual(['input', 'console', 'gap'])
    expect(events?.meta.excerpt).toEqual({ without: ['state', 'component', 'performance', 'notes'] })
    const [last] = await convert('--without', 'history,event')
    expect(last?.entries).toMatchObject([{ type: 'open' }, { type: 'keyframe', data: { value: { total: 2 }, why: 'derived' } }])
    const [none] = await convert('--source', 'nothing', '--without', 'event')
    expect(none?.entries).toEqual([])
    const [late] = await convert('--from', '+0.035', '--without', 'times')
    expect(late?.entries.map(({ seq }) => seq)).toEqual(late?.entries.map((_, index) => index + 1))
  })

  it('writes as a preset says, unless told otherwise', async () => {
    const plain = await archiveOf(bug)
    await runCli(['convert', '-', at('out'), '--preset', 'production'], { input: plain })
    const found = JSON.parse((await runCli(['inspect', at('out'), '--json'])).out)
    expect(found.sessions[0].excerpt).toEqual({ without: ['history', 'notes'] })
    expect(gunzipSync(readFileSync(at('out')))[0]).toBe(0x87)
    await runCli(['convert', '-', at('out'), '--preset', 'production', '--format', 'yaml', '--gzip=fast'], { input: plain })
    expect(gunzipSync(readFileSync(at('out'))).toString()).toMatch(/^schema: playhead\/archive\n/)
    expect((await runCli(['inspect', at('out')])).out).toContain('excerpt   without history, notes')
  })

  it('says what it does not know', async () => {
    const input = await archiveOf(bug)
    for (const [args, why] of [
      [['--format', 'xml'], '“xml” is no format: there are json, yaml, msgpack'],
      [['--preset', 'mine'], '“mine” is no preset'],
      [['--include', 'state,history'], '“history” is no part of a session'],
      [['--include', 'state', '--without', 'event'], 'exclude each other'],
      [['--from', 'noon'], '“noon” is no time'],
    ] as const) {
      const { exit, err } = await runCli(['convert', '-', '-', ...args], { input })
      expect(exit).toBe(64)
      expect(err).toContain(why)
    }
    expect(await runCli(['convert', '-', at('none'), '--session', 'x'], { input })).toMatchObject({ exit: 66 })
    expect(existsSync(at('none'))).toBe(false)
  })

  it('compresses as its level says, for any gunzip', async () => {
    const plain = await archiveOf(toldVisit(3, 2000))
    writeFileSync(at('in.json'), plain)
    const sizes: number[] = []
    for (const level of ['--gzip=fast', '--gzip', '--gzip=small']) {
      expect(await runCli(['convert', at('in.json'), at('out.gz'), level])).toMatchObject({ exit: 0 })
      const packed = readFileSync(at('out.gz'))
      expect(gunzipSync(packed).equals(plain)).toBe(true)
      sizes.push(packed.length)
    }
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    expect(new Set(sizes).size).toBe(3)
  })

  it('may write over the file that it reads', async () => {
    const plain = await archiveOf(bug)
    writeFileSync(at('same.json'), plain)
    expect(await runCli(['convert', at('same.json'), at('same.json'), '--gzip'])).toMatchObject({ exit: 0 })
    expect(gunzipSync(readFileSync(at('same.json'))).equals(plain)).toBe(true)
  })

  it('leaves what was there, and nothing else, when the file is bad or somebody interrupts', async () => {
    const plain = await archiveOf(toldVisit(5, 500))
    const bad = Buffer.from(plain)
    bad[plain.length - 400] = 0x30
    writeFileSync(at('bad.json'), bad)
    writeFileSync(at('good.json'), plain)
    writeFileSync(at('out.json'), 'mine')
    expect((await runCli(['convert', at('bad.json'), at('out.json')])).exit).toBe(65)
    expect((await runCli(['convert', at('good.json'), at('out.json')], { signal: AbortSignal.abort() })).exit).toBe(130)
    expect((await runCli(['convert', at('bad.json'), at('new.json')])).exit).toBe(65)
    expect(readFileSync(at('out.json'), 'utf8')).toBe('mine')
    expect(existsSync(at('new.json'))).toBe(false)
    expect(left()).toEqual([])
  })

  it('says why it cannot write, and what levels there are', async () => {
    writeFileSync(at('in.json'), await archiveOf(bug))
    expect(await runCli(['convert', at('in.json'), join(folder, 'nowhere/out.json')])).toMatchObject({
      exit: 73,
      err: expect.stringContaining('there is no such file'),
    })
    expect((await runCli(['convert', at('in.json'), root])).err).toMatch(/cli\/unwritable/)
    expect((await runCli(['convert', at('in.json'), at('x'), '--gzip=best'])).err).toContain('there are fast, default, small')
    expect(left()).toEqual([])
  })

  it('says of a file that another tool rewrote that nobody can vouch for it', async () => {
    const { exit, err } = await runCli(['convert', '-', at('out.json')], { input: resorted(await archiveOf(bug)) })
    expect({ exit, err }).toEqual({ exit: 0, err: expect.stringContaining('nobody can tell') })
    expect((await runCli(['validate', at('out.json')])).exit).toBe(0)
  })
})
