import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { archiveFile, archiveOf, resorted } from '../../harness/archive-of'
import { newSession, session, type Told } from '../../harness/notation'
import { type CliOutcome, runCli } from '../../harness/run-cli'
import { removeFolder, tempFolder } from '../../harness/temp'

const folder = tempFolder('cli')
afterAll(() => removeFolder(folder))

const bug = session`
  open cart | state cart={"items":[],"total":1} | click #pay | state cart.total=2
  @frame open cart | @frame state cart={"frame":true} | log hello | throw no | gap overflow | state cart.total=3 | close cart`
const named = (told: Told, more: Parameters<typeof newSession>[1]): Told => ({ ...told, session: newSession(more?.id ?? 's', more) })
const other = named(session`mark only`, { id: 'other', name: 'Another' })

let file = ''
let two = ''
beforeAll(async () => {
  file = await archiveFile(folder, 'bug.json.gz', bug)
  two = await archiveFile(folder, 'two.json', bug, other)
})

const lines = ({ out }: CliOutcome): readonly string[] => out.trimEnd().split('\n')
const objects = (outcome: CliOutcome) => (outcome.out === '' ? [] : lines(outcome).map((line) => JSON.parse(line)))
const seqs = async (...args: string[]) => objects(await runCli(['entries', file, ...args])).map(({ seq }) => seq)

describe('playhead', () => {
  it('says what it can do, and what each command takes', async () => {
    const { exit, out } = await runCli(['--help'])
    expect(exit).toBe(0)
    for (const name of ['inspect', 'validate', 'state', 'entries']) {
      expect(out).toContain(`playhead ${name} FILE`)
      expect((await runCli([name, '--help'])).out).toContain(`playhead ${name} FILE`)
    }
    expect((await runCli(['--version'])).out).toBe('1.2.3\n')
  })

  it('ends with 64 for arguments that it does not understand, and says why', async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['inpsect'], /there is no command “inpsect”/],
      [['toString'], /there is no command/],
      [['inspect'], /a file is missing/],
      [['inspect', 'a', 'b'], /“b” is one argument too many/],
      [['inspect', '--jsno', file], /unknown option '--jsno'/],
      [['entries', file, '--kind', 'stat'], /“stat” is no kind: there are state, /],
      [['state', file, '--at', 'noon'], /“noon” is no time/],
      [['state', two], /more than one session/],
    ]
    for (const [args, why] of cases) {
      const { exit, out, err } = await runCli(args)
      expect({ args, exit, out }).toEqual({ args, exit: 64, out: '' })
      expect(err).toMatch(why)
      expect(err).toMatch(/^playhead: \[cli\/usage\]/)
    }
    expect((await runCli([])).exit).toBe(64)
  })

  it('ends with 66 where there is nothing, and with the code of the fault where a file is bad', async () => {
    expect(await runCli(['inspect', join(folder, 'nowhere')])).toMatchObject({ exit: 66, out: '' })
    expect((await runCli(['inspect', folder])).err).toContain('it is a folder')
    expect((await runCli(['entries', file, '--session', 'x'])).err).toContain('The file has no session “x”')
    expect(await runCli(['inspect', 'package.json'])).toMatchObject({ exit: 65, out: '' })
  })

  it('reads standard input as a file, and leaves nothing of it behind', async () => {
    const input = readFileSync(file)
    const { out, exit } = await runCli(['inspect', '-', '--json'], { input })
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toEqual(JSON.parse((await runCli(['inspect', file, '--json'])).out))
    expect((await runCli(['validate', '-'], { input: 'no archive' })).exit).toBe(65)
  })

  it('ends with 130 when it is interrupted', async () => {
    const signal = AbortSignal.abort()
    for (const command of ['inspect', 'validate', 'entries', 'state']) {
      expect(await runCli([command, file], { signal })).toMatchObject({ exit: 130, out: '' })
    }
  })

  it('tells how far it is on a terminal, and wipes that away', async () => {
    const long = session`log x`
    const entry = long.entries[0]
    if (entry === undefined) throw new Error('there is no entry')
    const entries = Array.from({ length: 20_000 }, (_, i) => ({ ...entry, seq: i + 1, n: i + 1 }))
    const path = await archiveFile(folder, 'long.json', { ...long, entries })
    const { err } = await runCli(['inspect', path], { isTerminal: true })
    expect(err).toMatch(/\r\d+ %/)
    expect(err.endsWith('\r      \r')).toBe(true)
    expect((await runCli(['inspect', path])).err).toBe('')
  })

  it('lets no file speak to the terminal', async () => {
    const evil = '\u001b[2J\u009b31m\u202e\u2028'
    const told = named(session`log hi`, { name: evil, browser: evil, tags: [evil] })
    const path = await archiveFile(folder, 'evil.json', {
      ...told,
      documents: told.documents.map((document) => ({ ...document, title: evil, url: evil })),
      entries: told.entries.map((entry) => ({ ...entry, kind: 'event', type: 'mark', data: { name: evil } }) as const),
    })
    const speaking = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028]/
    for (const args of [
      ['inspect', path],
      ['inspect', path, '--json'],
      ['entries', path],
      ['state', path],
      ['inspect', `${evil}/x`],
    ]) {
      const { out, err } = await runCli(args)
      expect(out + err).not.toMatch(speaking)
    }
    expect(objects(await runCli(['entries', path]))[0].data.name).toBe(evil)
  })
})

describe('playhead inspect', () => {
  it('tells the sessions, their entries, sources and gaps', async () => {
    const found = JSON.parse((await runCli(['inspect', two, '--json'])).out)
    expect(found).toMatchObject({ verified: true, header: { writer: 'Playhead test' }, redaction: { engine: 0, rules: [] } })
    expect(found.sessions.map(({ name, entries }: { name: string; entries: number }) => [name, entries])).toEqual([
      [bug.session.name, 11],
      ['Another', 1],
    ])
    expect(found.sessions[0]).toMatchObject({
      types: { 'state/open': 2, 'state/keyframe': 2, 'state/change': 2, 'event/gap': 1 },
      gaps: { overflow: 1 },
      sources: [
        { name: 'cart', library: 'test', entries: 5 },
        { name: 'cart', library: 'test', entries: 2 },
      ],
    })
    const { out } = await runCli(['inspect', two])
    expect(out).toContain('“Another” (other)')
    expect(out).toContain('It was not sanitized.')
    expect(out).toContain('source    cart (test), 5 entries')
  })
})

describe('playhead validate', () => {
  it('has a verdict on each file, and ends with the first that is bad', async () => {
    const cut = join(folder, 'cut.json')
    writeFileSync(cut, (await archiveOf(bug)).subarray(0, 900))
    const outcome = await runCli(['validate', file, cut, 'package.json', two])
    expect(outcome).toMatchObject({ exit: 65, err: '' })
    expect(lines(outcome)).toEqual([
      `${file}: good, 1 session, 11 entries`,
      expect.stringMatching(/cut\.json: bad \[archive\/truncated\] The file ends too early, at line \d+/),
      expect.stringMatching(/package\.json: bad \[archive\/foreign\]/),
      `${two}: good, 2 sessions, 12 entries`,
    ])
    const [good, bad] = objects(await runCli(['validate', '--json', file, cut]))
    expect(good).toEqual({ file, valid: true, verified: true, sessions: 1, entries: 11 })
    expect(bad).toMatchObject({ file: cut, valid: false, error: { code: 'archive/truncated' } })
  })

  it('says of a file that another tool rewrote that nobody can vouch for it', async () => {
    const sorted = join(folder, 'sorted.json')
    writeFileSync(sorted, resorted(await archiveOf(bug)))
    expect((await runCli(['validate', sorted])).out).toContain('not verified')
  })
})

describe('playhead entries', () => {
  it('prints them as they are in the file', async () => {
    expect(objects(await runCli(['entries', file]))).toEqual(JSON.parse(JSON.stringify(bug.entries)))
  })

  it('takes those of a kind, a type, a source, a session, and from one moment to another', async () => {
    expect(await seqs('--kind', 'event')).toEqual([3, 7, 8, 9])
    expect(await seqs('--type', 'gap', '--type', 'close')).toEqual([9, 11])
    expect(await seqs('--source', 'cart', '--kind', 'state', '--from', '4', '--to', '10')).toEqual([4, 5, 6, 10])
    expect(await seqs('--from', '+0.02', '--to', '+0.03')).toEqual([2, 3])
    expect(await seqs('--to', new Date(bug.session.createdAt + 10).toISOString())).toEqual([1])
    expect(objects(await runCli(['entries', two, '--session', 'Another'])).map(({ type }) => type)).toEqual(['mark'])
  })

  it('finds a source by the name that it was opened with', async () => {
    const told = session`open store | state store=1 | mark x`
    const entries = told.entries.map((entry) => (entry.kind === 'state' ? { ...entry, source: 'redux:1' } : entry)) as Told['entries']
    const path = await archiveFile(folder, 'source.json', { ...told, entries })
    for (const name of ['store', 'redux:1']) {
      expect(objects(await runCli(['entries', path, '--source', name])).map(({ seq }) => seq)).toEqual([1, 2])
    }
  })
})

describe('playhead state', () => {
  it('prints what a source was at an entry, at a time and at the end', async () => {
    const single = await archiveFile(folder, 'single.json', session`open cart | state cart={"total":1} | click #a | state cart.total=2`)
    const at = async (...args: string[]) => JSON.parse((await runCli(['state', single, '--source', 'cart', ...args])).out)
    expect(await at('--at', '2')).toEqual({ total: 1 })
    expect(await at('--at', '+0.02')).toEqual({ total: 1 })
    expect(await at('--at', '4')).toEqual({ total: 2 })
    expect(await at()).toEqual({ total: 2 })
    expect(await at('--path', '/total')).toBe(2)
    expect(await runCli(['state', single, '--source', 'cart', '--path', '/nope'])).toMatchObject({
      exit: 65,
      err: expect.stringContaining('value/bad-pointer'),
    })
  })

  it('prints all that had begun, one per line, with what is known of each', async () => {
    expect(objects(await runCli(['state', file, '--at', '1']))).toEqual([
      { document: 'page', source: 'cart', name: 'cart', status: 'none' },
    ])
    expect(objects(await runCli(['state', file, '--path', '/total']))).toEqual([
      { document: 'page', source: 'cart', name: 'cart', status: 'known', closed: true, value: 3 },
      { document: 'frame', source: 'cart', name: 'cart', status: 'known' },
    ])
  })

  it('says which it cannot tell apart, what is not there and what nobody knows', async () => {
    expect(await runCli(['state', file, '--source', 'cart'])).toMatchObject({
      exit: 64,
      err: expect.stringContaining('cart of document page, cart of document frame'),
    })
    expect(await runCli(['state', file, '--source', 'other'])).toMatchObject({ exit: 66 })
    expect(await runCli(['state', file, '--source', 'cart', '--at', '1'])).toMatchObject({
      exit: 65,
      err: expect.stringContaining('no whole state of it was recorded'),
    })
  })
})
