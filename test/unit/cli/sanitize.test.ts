import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ArchiveNote } from '../../../src/core/archive'
import type { Entry } from '../../../src/core/model'
import { createSessionSanitizer } from '../../../src/core/sanitize'
import { canaries } from '../../fixtures/canaries'
import { resorted } from '../../harness/archive-of'
import { newSession, session } from '../../harness/notation'
import { fileOf, wholeSession } from '../../harness/outgoing'
import { toldVisit } from '../../harness/panel-page/told-visit'
import { runCli } from '../../harness/run-cli'
import { removeFolder, tempFolder } from '../../harness/temp'

const root = tempFolder('cli-sanitize')
afterAll(() => removeFolder(root))

let runs = 0
beforeEach(() => {
  runs++
})
const at = (name: string) => join(root, `${runs}-${name}`)
/** Where commands keep what they read and write meanwhile: nobody else keeps anything there. */
const kept = join(root, 'kept')
mkdirSync(kept)
for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, kept)
const left = () => readdirSync(root).filter((name) => name.startsWith('.'))
const parsed = (path: string) => JSON.parse(readFileSync(path, 'utf8'))

const mail = 'canary.person@example.com'
/** Secrets in all that a session has: each in a part of its own. */
const parts = ['name', 'description', 'tag', 'browser', 'url', 'title', 'note', 'note-tag', 'view', 'source', 'state', 'log']
const address = (part: string) => `${part}.${mail}`
const full = wholeSession(
  session`open cart | state cart={"to":"${address('state')}","total":1} | state cart.total=2 | log ${address('log')}`,
)
const note: ArchiveNote = {
  id: 'n1',
  anchor: { document: 'page', n: 1 },
  text: `see ${address('note')}`,
  tags: [address('note-tag')],
  pinned: true,
  createdAt: 1,
  editedAt: 1,
}
const [page] = full.documents
if (page === undefined) throw new Error('there is no page')
const leaky = {
  ...full,
  meta: {
    ...full.meta,
    name: `of ${address('name')}`,
    description: `for ${address('description')}`,
    tags: ['kept', address('tag')],
    browser: `Chromium ${address('browser')}`,
    origin: 'https://user:hunter2secret@shop.example',
    excerpt: { without: ['performance'] as const, sources: ['cart', address('source')] },
  },
  documents: [{ ...page, url: `https://shop.example/?mail=${address('url')}`, title: `Mail ${address('title')}` }],
  notes: [note],
  view: { filter: `to:${address('view')}`, open: ['cart'] },
}
const clean = wholeSession({
  ...session`open cart | state cart={"total":1} | click #pay | state cart.total=2`,
  session: newSession('clean'),
})

describe('playhead sanitize', () => {
  it('takes secrets out of everything that a session has, and leaves the rest', async () => {
    const before = await fileOf([leaky])
    writeFileSync(at('in.json'), before)
    for (const part of parts) expect(before.toString()).toContain(address(part))
    expect(await runCli(['sanitize', at('in.json'), at('out.json')])).toEqual({ exit: 0, out: '', err: '' })
    const text = readFileSync(at('out.json'), 'utf8')
    expect(text).not.toMatch(/canary|person|hunter2/)
    const [made] = parsed(at('out.json')).sessions
    expect(made.meta).toEqual({
      ...JSON.parse(JSON.stringify(leaky.meta)),
      name: 'of [redacted:email]',
      description: 'for [redacted:email]',
      tags: ['kept', '[redacted:email]'],
      browser: 'Chromium [redacted:email]',
      origin: expect.stringMatching(/^https:\/\/.*\[redacted:[\w-]+\].*shop\.example/),
      excerpt: { without: ['performance'], sources: ['cart', '[redacted:email]'] },
    })
    expect(made.notes).toEqual([{ ...note, text: 'see [redacted:email]', tags: ['[redacted:email]'] }])
    expect(made.view).toEqual({ filter: 'to:[redacted:email]', open: ['cart'] })
    expect(made.entries[1].data.value).toEqual({ to: { $: 'redacted', by: 'email' }, total: 1 })
    expect((await runCli(['validate', at('out.json')])).out).toContain('good, 1 session, 4 entries')
  })

  it('is what the engine of an export makes of each session', async () => {
    const entries = toldVisit(7, 1500).entries.map((entry, i): Entry => {
      const canary = canaries()[i % canaries().length]
      if (entry.kind !== 'event' || canary === undefined) return entry
      const { seq, document, n, t } = entry
      const args = [{ [canary.name ?? 'note']: canary.text }, canary.text]
      return { seq, document, n, t, kind: 'event', type: 'console', data: { method: 'log', args } }
    })
    const told = { ...wholeSession(toldVisit(7, 1500)), entries }
    writeFileSync(at('in.json'), await fileOf([told]))
    expect(await runCli(['sanitize', at('in.json'), at('out.json')])).toMatchObject({ exit: 0 })
    const sanitizer = createSessionSanitizer()
    const learning = sanitizer.pass()
    learning.entries(JSON.parse(JSON.stringify(entries)))
    const pass = sanitizer.knowing(learning.known()).pass()
    const { sessions, summary } = parsed(at('out.json'))
    expect(sessions[0].entries).toEqual(JSON.parse(JSON.stringify(pass.entries(JSON.parse(JSON.stringify(entries))))))
    const { rules } = pass.findings()
    expect(summary.redaction).toMatchObject({ engine: 1, rules, templates: ['secrets', 'pii', 'pci'], residual: 0 })
    expect(pass.findings().total).toBeGreaterThan(20)
  })

  it('changes nothing of what was sanitized, and says so', async () => {
    writeFileSync(at('in.json'), await fileOf([leaky, clean]))
    const first = await runCli(['sanitize', at('in.json'), at('once.json')], { isTerminal: true })
    expect(first.err).toMatch(/once\.json: 2 sessions, \d+ values redacted: (?:[\w-]+ \d+, )*email \d+/)
    const second = await runCli(['sanitize', at('once.json'), at('twice.json')], { isTerminal: true })
    expect(second.err).toMatch(/twice\.json: 2 sessions, it was sanitized before, and nothing had to be redacted\.\n$/)
    expect(readFileSync(at('twice.json')).equals(readFileSync(at('once.json')))).toBe(true)
    // The other session is as it was.
    expect(parsed(at('once.json')).sessions[1]).toEqual(parsed(at('in.json')).sessions[1])
  })

  it('tells in a preview what it would take out, which is what it takes out, and writes nothing', async () => {
    writeFileSync(at('in.json'), await fileOf([leaky, clean]))
    const { out, err, exit } = await runCli(['sanitize', at('in.json'), '--preview', '--report', at('preview.json')])
    expect({ err, exit }).toEqual({ err: '', exit: 0 })
    expect(out).toMatch(/in\.json: 2 sessions, \d+ values would be redacted: (?:[\w-]+ \d+, )*email \d+/)
    expect(out).toContain('\n  email  ')
    expect(out).not.toMatch(/canary|person|hunter2/)
    await runCli(['sanitize', at('in.json'), at('out.json'), '--report', at('report.json')])
    const { file: _, ...report } = parsed(at('report.json'))
    expect(parsed(at('preview.json'))).toEqual(report)
    expect(JSON.parse((await runCli(['sanitize', at('in.json'), '--preview', '--json'])).out)).toEqual(report)
  })

  it('looks for what is asked for, and refuses what it does not know', async () => {
    writeFileSync(at('in.json'), await fileOf([wholeSession(session`log ${mail} | log {"password":"hunter2"}`)]))
    const rulesOf = async (...args: readonly string[]) =>
      JSON.parse((await runCli(['sanitize', at('in.json'), '--preview', '--json', ...args])).out).redacted.rules.map(
        ({ rule }: { rule: string }) => rule,
      )
    expect(await rulesOf()).toEqual(['password', 'email'])
    expect(await rulesOf('--template', 'pii')).toEqual(['email'])
    expect(await rulesOf('--template', 'secrets', '--template', 'pci,hipaa')).toEqual(expect.arrayContaining(['password']))
    expect((await runCli(['sanitize', at('in.json'), at('out.json'), '--template', 'gdpr'])).err).toContain(
      '“gdpr” is no template: there are secrets',
    )
    expect((await runCli(['sanitize', at('in.json'), at('out.json'), '--preview'])).exit).toBe(64)
    expect((await runCli(['sanitize', '--ndjson', '--preview'])).exit).toBe(64)
  })

  it('hides a name that is a secret in every session, by the same mark', async () => {
    const of = (id: string) => wholeSession({ ...session`log {"${mail}":1}`, session: newSession(id) })
    writeFileSync(at('in.json'), await fileOf([of('a'), of('b')]))
    expect(await runCli(['sanitize', at('in.json'), at('out.json')])).toMatchObject({ exit: 0 })
    const logged = parsed(at('out.json')).sessions.map(({ entries: [entry] }: typeof full) => entry?.data)
    expect(logged).toEqual([0, 1].map(() => ({ method: 'log', args: [{ '[key#1]': 1 }] })))
  })

  it('adds what it finds to what the file says of earlier redaction', async () => {
    const redaction = {
      engine: 1,
      rules: [
        { rule: 'later-rule', count: 4 },
        { rule: 'email', count: 3 },
      ],
    } // prettier-ignore
    writeFileSync(at('in.json'), await fileOf([wholeSession(session`log ${mail} | log ${mail}`)], { redaction }))
    const { out, err } = await runCli(['sanitize', at('in.json'), at('out.json'), '--json', '--report', at('report.json')])
    expect(err).toBe('')
    expect(parsed(at('out.json')).summary.redaction).toEqual({
      engine: 1,
      rules: [
        { rule: 'later-rule', count: 4 },
        { rule: 'email', count: 5 },
      ],
      templates: ['secrets', 'pii', 'pci'],
      residual: 0,
    })
    expect(JSON.parse(out)).toEqual({
      file: at('out.json'),
      sessions: 1,
      entries: 2,
      verified: true,
      redacted: {
        total: 2,
        rules: [{ rule: 'email', count: 2, distinct: 1 }],
        encodings: [],
        samples: [
          { rule: 'email', at: 'event/console 1 args 0' },
          { rule: 'email', at: 'event/console 2 args 0' },
        ],
        fields: [{ field: 'event/console args', count: 2 }],
      },
      before: redaction,
      after: parsed(at('out.json')).summary.redaction,
    })
    expect(parsed(at('report.json'))).toEqual(JSON.parse(out))
  })

  it('reads and writes every format, compressed or not', async () => {
    const entries = Array.from({ length: 1200 }, (_, i): Entry => {
      // What is removed is long enough for the new file to have fewer chunks.
      const args = [{ password: `${'x7'.repeat(1000)}${i}` }, `to ${mail}`, i]
      return { seq: i + 1, document: 'page', n: i + 1, t: i, kind: 'event', type: 'console', data: { method: 'log', args } }
    })
    const long = { ...leaky, entries }
    const json = async (path: string) => (await runCli(['convert', path, '-'])).out
    writeFileSync(at('in.json'), await fileOf([long, clean]))
    await runCli(['sanitize', at('in.json'), at('out.json')])
    for (const format of ['json', 'yaml', 'msgpack'] as const) {
      writeFileSync(at(format), await fileOf([long, clean], { format }))
      expect(await runCli(['sanitize', at(format), at(`${format}.json`)])).toMatchObject({ exit: 0 })
      expect(readFileSync(at(`${format}.json`)).equals(readFileSync(at('out.json')))).toBe(true)
      expect(await runCli(['sanitize', at('in.json'), at(`made.${format}`), '--format', format, '--gzip=fast'])).toMatchObject({ exit: 0 })
      expect(gunzipSync(readFileSync(at(`made.${format}`))).length).toBeGreaterThan(0)
      expect((await json(at(`made.${format}`))) === readFileSync(at('out.json'), 'utf8')).toBe(true)
    }
  })

  it('reads standard input, and writes standard output or the file that it reads', async () => {
    const input = gzipSync(await fileOf([leaky]))
    writeFileSync(at('same.json'), input)
    const { out, err, exit } = await runCli(['sanitize', '-', '-'], { input, isTerminal: true })
    expect(exit).toBe(0)
    expect(err).toContain('standard output: 1 session, ')
    expect(await runCli(['sanitize', at('same.json'), at('same.json')])).toMatchObject({ exit: 0 })
    expect(readFileSync(at('same.json'), 'utf8')).toBe(out)
  })

  it('gives nothing out when something would be left, the file is bad, or somebody interrupts', async () => {
    const key = canaries().find(({ family }) => family === 'aws-key')?.text ?? ''
    // An id names its session everywhere, so it stays as it is.
    writeFileSync(at('left.json'), await fileOf([{ ...leaky, meta: { ...leaky.meta, id: key } }]))
    const bad = Buffer.from(await fileOf([leaky]))
    bad[bad.length - 400] = 0x30
    writeFileSync(at('bad.json'), bad)
    writeFileSync(at('good.json'), await fileOf([leaky]))
    writeFileSync(at('out.json'), 'mine')
    const refused = await runCli(['sanitize', at('left.json'), at('out.json')])
    expect(refused).toMatchObject({ exit: 70, out: '', err: expect.stringContaining('[sanitize/residual]') })
    expect(refused.err).not.toContain(key)
    expect(await runCli(['sanitize', at('left.json'), '-'])).toMatchObject({ exit: 70, out: '' })
    expect((await runCli(['sanitize', at('left.json'), at('new.json')])).exit).toBe(70)
    expect(await runCli(['sanitize', at('bad.json'), at('out.json')])).toMatchObject({ exit: 65, out: '' })
    expect((await runCli(['sanitize', at('good.json'), at('out.json')], { signal: AbortSignal.abort() })).exit).toBe(130)
    expect(readFileSync(at('out.json'), 'utf8')).toBe('mine')
    expect(existsSync(at('new.json'))).toBe(false)
    expect(left()).toEqual([])
    expect(readdirSync(kept)).toEqual([])
  })

  it('says what it cannot do, and where it cannot write', async () => {
    writeFileSync(at('in.json'), await fileOf([leaky]))
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [[], /a file is missing/],
      [[at('in.json')], /a file is missing/],
      [[at('in.json'), at('out'), '--format', 'xml'], /“xml” is no format: there are json, yaml, msgpack/],
      [[at('in.json'), at('out'), '--gzip=best'], /there are fast, default, small/],
      [[at('in.json'), '-', '--json'], /standard output is what is sanitized/],
      [[at('in.json'), '-', '--report', '-'], /standard output is what is sanitized/],
      [['--ndjson', at('in.json')], /takes no file/],
      [['--ndjson', '--gzip'], /--gzip does not go with --ndjson/],
      [['--ndjson', '--json'], /standard output is what is sanitized/],
    ]
    for (const [args, why] of cases) {
      const { exit, out, err } = await runCli(['sanitize', ...args])
      expect({ args, exit, out }).toEqual({ args, exit: 64, out: '' })
      expect(err).toMatch(why)
    }
    const nowhere = await runCli(['sanitize', at('in.json'), join(root, 'nowhere/out.json')])
    expect(nowhere).toMatchObject({ exit: 73, err: expect.stringContaining(`Writing ${join(root, 'nowhere/out.json')} failed`) })
    expect((await runCli(['sanitize', at('in.json'), root])).err).toContain(`Writing ${root} failed`)
    expect(left()).toEqual([])
  })

  it('says of a file that another tool rewrote that nobody can vouch for it', async () => {
    const { exit, err } = await runCli(['sanitize', '-', at('out.json')], { input: resorted(await fileOf([leaky])) })
    expect({ exit, err }).toEqual({ exit: 0, err: expect.stringContaining('nobody can tell') })
    expect((await runCli(['validate', at('out.json')])).exit).toBe(0)
  })
})
