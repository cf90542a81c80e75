import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { withInput } from '../../../src/cli/input'
import { sanitizeHar } from '../../../src/cli/sanitize-har'
import { builtInRules, type Rule } from '../../../src/core/sanitize'
import { signs } from '../../../src/core/sanitize/signs'
import { canaries, encodingsOf } from '../../fixtures/canaries'
import { runCli } from '../../harness/run-cli'
import { runs } from '../../harness/runs'
import { secretJson } from '../../harness/secret-json'
import { removeFolder, tempFolder } from '../../harness/temp'
import { createTestEnv } from '../../harness/test-env'

const root = tempFolder('cli-har')
afterAll(() => removeFolder(root))

let tests = 0
beforeEach(() => {
  tests++
})
const at = (name: string) => join(root, `${tests}-${name}`)
/** Where commands keep what they read and write meanwhile. */
const kept = join(root, 'kept')
mkdirSync(kept)
for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, kept)
const left = () => [...readdirSync(root).filter((name) => name.startsWith('.')), ...readdirSync(kept)]

const mail = 'canary.person@example.com'
const base64 = (text: string) => Buffer.from(text).toString('base64')
/** A picture: the beginning of a PNG, whose bytes are no text. */
const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0xff, 0xfe]).toString('base64')

function entryWith({ request = {}, response = {}, ...more }: Record<string, object> = {}) {
  return {
    startedDateTime: '2026-01-01T10:00:00.000Z',
    time: 12.345678901234567,
    request: {
      method: 'POST',
      url: 'https://x.example/a',
      httpVersion: 'HTTP/2',
      cookies: [],
      headers: [],
      queryString: [],
      headersSize: -1,
      bodySize: 0,
      ...request,
    },
    response: {
      status: 200,
      statusText: 'OK',
      httpVersion: 'HTTP/2',
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: '' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      ...response,
    },
    cache: {},
    timings: { send: 1, wait: 2, receive: 3 },
    pageref: 'page_1',
    ...more,
  }
}

function harOf(...entries: unknown[]) {
  const pages = [{ startedDateTime: '2026-01-01T10:00:00.000Z', id: 'page_1', title: `https://x.example/?to=${mail}`, pageTimings: {} }]
  return { log: { version: '1.2', creator: { name: 'Somebody', version: '1' }, pages, entries, comment: 'kept' } }
}

/** The log that comes out; a run that fails says why. */
async function cleaned(har: unknown, ...args: string[]) {
  writeFileSync(at('in.har'), typeof har === 'string' ? har : JSON.stringify(har))
  const { exit, err } = await runCli(['sanitize', '--har', at('in.har'), at('out.har'), ...args])
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  return JSON.parse(readFileSync(at('out.har'), 'utf8')).log
}

async function cleanedEntry(entry: Parameters<typeof entryWith>[0], ...args: string[]) {
  return (await cleaned(harOf(entryWith(entry)), ...args)).entries[0]
}

function nested(levels: number): unknown {
  return JSON.parse(`${'{"a":'.repeat(levels)}"${mail}"${'}'.repeat(levels)}`)
}

describe('playhead sanitize --har', () => {
  it('takes secrets out of all that an entry has, and leaves the rest as HAR has it', async () => {
    const made = await cleanedEntry({
      request: {
        url: `https://x.example/a?to=${mail}&code=abc123def456ghi789`,
        headers: [
          { name: 'Cookie', value: 'theme=dark' },
          { name: 'authorization', value: 'Bearer 0123-canary' },
          { name: 'accept', value: '*/*' },
        ],
        cookies: [{ name: 'theme', value: 'dark', path: '/', httpOnly: true }],
        queryString: [
          { name: 'to', value: mail },
          { name: 'code', value: 'abc123def456ghi789' },
          { name: 'page', value: '2 of 3' },
        ],
        postData: {
          mimeType: 'application/x-www-form-urlencoded; charset=utf-8',
          text: 'password=hunter2&code=abc123def456ghi789&page=2',
          params: [
            { name: 'password', value: 'hunter2' },
            { name: 'code', value: 'abc123def456ghi789' },
            { name: 'page', value: '2' },
          ],
        },
      },
      response: {
        cookies: [{ name: 'sid', value: 'abc', expires: '2026-01-01T10:00:00.000Z' }],
        headers: [{ name: 'Set-Cookie', value: 'sid=abc; Path=/' }],
        content: { size: 44, mimeType: 'application/json', text: `{ "password": "hunter2", "id": 12345678901234567890, "pin": "4711" }` },
      },
      _webSocketMessages: [
        { type: 'send', time: 1.5, opcode: 1, data: JSON.stringify({ to: mail, n: 1 }) },
        { type: 'receive', time: 1.6, opcode: 2, data: base64(`to ${mail}`) },
        { type: 'receive', time: 1.7, opcode: 2, data: picture },
      ] as object,
      _initiator: {
        type: 'script',
        stack: { callFrames: [{ functionName: 'save', url: `https://u:p4ssw0rd@x.example/a.js`, lineNumber: 7 }] },
      },
    })
    expect(made).toEqual(
      entryWith({
        request: {
          url: 'https://x.example/a?to=[redacted:email]&code=[redacted:secret-name]',
          headers: [
            { name: 'Cookie', value: '[redacted:cookie]' },
            { name: 'authorization', value: '[redacted:authorization]' },
            { name: 'accept', value: '*/*' },
          ],
          cookies: [{ name: 'theme', value: '[redacted:cookie]', path: '/', httpOnly: true }],
          queryString: [
            { name: 'to', value: '[redacted:email]' },
            { name: 'code', value: '[redacted:known-value]' },
            { name: 'page', value: '2 of 3' },
          ],
          postData: {
            mimeType: 'application/x-www-form-urlencoded; charset=utf-8',
            text: 'password=[redacted:password]&code=[redacted:secret-name]&page=2',
            params: [
              { name: 'password', value: '[redacted:password]' },
              { name: 'code', value: '[redacted:known-value]' },
              { name: 'page', value: '2' },
            ],
          },
        },
        response: {
          cookies: [{ name: 'sid', value: '[redacted:cookie]', expires: '2026-01-01T10:00:00.000Z' }],
          headers: [{ name: 'Set-Cookie', value: '[redacted:cookie]' }],
          content: {
            size: 44,
            mimeType: 'application/json',
            text: '{"password":"[redacted:password]","id":12345678901234567890,"pin":"[redacted:pin]"}',
          },
        },
        _webSocketMessages: [
          { type: 'send', time: 1.5, opcode: 1, data: '{"to":"[redacted:email]","n":1}' },
          { type: 'receive', time: 1.6, opcode: 2, data: base64('to [redacted:email]') },
          { type: 'receive', time: 1.7, opcode: 2, data: picture },
        ] as object,
        _initiator: {
          type: 'script',
          stack: { callFrames: [{ functionName: 'save', url: 'https://[redacted:url-user]@x.example/a.js', lineNumber: 7 }] },
        },
      }),
    )
    expect(readFileSync(at('out.har'), 'utf8')).toContain('"time":12.345678901234567,')
  })

  it('cleans bodies in base64 where they are text, and leaves those that are none', async () => {
    const bodyOf = async (mimeType: string, bytes: Buffer, text = bytes.toString('base64')) => {
      const { response } = await cleanedEntry({ response: { content: { size: 1, mimeType, encoding: 'base64', text } } })
      expect(response.content).toMatchObject({ mimeType, encoding: 'base64' })
      return Buffer.from(response.content.text, 'base64').toString('latin1')
    }
    expect(await bodyOf('application/json', Buffer.from(`{"to":"${mail}"}`))).toBe('{"to":"[redacted:email]"}')
    expect(await bodyOf('', Buffer.from(`to ${mail}`))).toBe('to [redacted:email]')
    expect(await bodyOf('text/html; charset=latin1', Buffer.from(`für ${mail}\0`, 'latin1'))).toBe('für [redacted:email]\0')
    expect(await bodyOf('image/png', Buffer.from(picture, 'base64'))).toBe(Buffer.from(picture, 'base64').toString('latin1'))
    expect(await bodyOf('text/plain', Buffer.from('nothing'))).toBe('nothing')
    // Decoders skip what is no base64.
    expect(await bodyOf('text/plain', Buffer.from('nothing'), `${base64('nothing')} ${mail}`)).not.toContain('canary')
    expect(readFileSync(at('out.har'), 'utf8')).not.toContain(mail)
    await bodyOf('image/png', Buffer.from(''), `${mail} ${picture}`)
    expect(readFileSync(at('out.har'), 'utf8')).not.toContain(mail)
  })

  it.each(canaries())('lets no canary out of any part: $family $name', async ({ name = 'note', text, value }) => {
    const body = JSON.stringify({ [name]: text })
    const form = new URLSearchParams({ a: '1', [name]: text }).toString()
    const log = await cleaned(
      harOf(
        entryWith({
          request: {
            url: `https://x.example/?${form}`,
            headers: [{ name, value: text }],
            cookies: [{ name, value: text }],
            queryString: [{ name, value: text }],
            postData: { mimeType: 'application/x-www-form-urlencoded', text: form, params: [{ name, value: text }] },
          },
          response: { content: { mimeType: 'application/json', text: base64(body), encoding: 'base64' }, headers: [{ name, value: text }] },
          _webSocketMessages: [{ type: 'send', opcode: 1, data: body }] as object,
        }),
        entryWith({
          request: { postData: { mimeType: 'application/json', text: body } },
          response: { content: { mimeType: 'text/plain', text: body } },
        }),
      ),
      '--template',
      'secrets,pii,pci,hipaa',
    )
    const decoded = log.entries[0].response.content.text
    const all = JSON.stringify(log) + Buffer.from(decoded, 'base64').toString()
    for (const form of encodingsOf(value)) expect(all).not.toContain(form)
    const [first] = log.entries
    expect([first.request.cookies, first.request.queryString, first.request.postData.params].map((list) => list.length)).toEqual([1, 1, 1])
  })

  it('hides nothing of the frame of a HAR, and what a page put there', async () => {
    const log = await cleaned(harOf(entryWith(), entryWith()))
    expect(log).toEqual({
      ...harOf(entryWith(), entryWith()).log,
      pages: [{ ...harOf().log.pages[0], title: 'https://x.example/?to=[redacted:email]' }],
    })
    expect((await cleaned(harOf())).entries).toEqual([])
    const text = readFileSync(at('out.har'), 'utf8')
    expect(text.split('\n')).toHaveLength(3)
    expect(await cleaned({ before: mail, ...harOf(), $: mail })).toMatchObject({ version: '1.2' })
    expect(readFileSync(at('out.har'), 'utf8')).toContain('{"before":"[redacted:email]","$":"[redacted:email]","log":{')
  })

  it('changes nothing of what was sanitized', async () => {
    const bodies = { request: { cookies: [{ name: 'a', value: 'b' }], postData: { mimeType: 'text/plain', text: `to ${mail}` } } }
    await cleaned(harOf(entryWith(bodies)))
    const once = readFileSync(at('out.har'), 'utf8')
    await cleaned(once)
    expect(readFileSync(at('out.har'), 'utf8')).toBe(once)
  })

  it('tells what it took out as it does of other files, and the same in a preview', async () => {
    writeFileSync(
      at('in.har'),
      JSON.stringify(harOf(entryWith({ request: { url: `/?to=${mail}`, cookies: [{ name: 'a', value: 'b' }] } }))),
    )
    const preview = await runCli(['sanitize', '--har', at('in.har'), '--preview', '--report', at('preview.json')])
    expect(preview).toMatchObject({ exit: 0, err: '' })
    expect(preview.out).toContain('in.har: 1 entry, 3 values would be redacted: cookie 1, email 2.\n')
    expect(preview.out).toContain('\n  cookie  entry 1 request/cookies/0 value\n')
    expect(preview.out).toContain('\n  email  log/pages/0/title\n')
    expect(readdirSync(root).filter((name) => name.startsWith(`${tests}-out`))).toEqual([])
    const done = await runCli(['sanitize', at('in.har'), at('out.har'), '--har', '--json'], { isTerminal: true })
    expect(JSON.parse(done.out)).toEqual({ file: at('out.har'), ...JSON.parse(readFileSync(at('preview.json'), 'utf8')) })
    const told = await runCli(['sanitize', at('in.har'), at('out.har'), '--har'], { isTerminal: true })
    expect(told).toEqual({ exit: 0, out: '', err: `${at('out.har')}: 1 entry, 3 values redacted: cookie 1, email 2.\n` })
    const pii = await runCli(['sanitize', '-', '-', '--har', '--template', 'pii'], { input: readFileSync(at('in.har')) })
    expect(pii).toMatchObject({ exit: 0, err: '' })
    expect(JSON.parse(pii.out).log.entries[0].request).toMatchObject({ url: '/?to=[redacted:email]', cookies: [{ name: 'a', value: 'b' }] })
  })

  it('refuses what is no HAR, with a code, and leaves what was there', async () => {
    writeFileSync(at('out.har'), 'mine')
    const deep = '['.repeat(200_000)
    const cases: readonly (readonly [input: string | Uint8Array, said: RegExp])[] = [
      ['', /\[har\/bad-json\].*at character 1: it ends too early/],
      ['{"log":', /\[har\/bad-json\].*at character 8/],
      [`{"log":{"entries":[${deep}`, /\[har\/bad-json\]/],
      [Buffer.from([0x7b, 0xff]), /\[har\/bad-json\].*it is not UTF-8/],
      ['[]', /\[har\/foreign\].*it is no object/],
      ['"text"', /\[har\/foreign\].*it is no object/],
      ['{"log":[]}', /\[har\/foreign\].*it has no log/],
      ['{"log":{"entries":{}}}', /\[har\/foreign\].*no list of entries/],
      ['{"log":{"$":"object","v":{"entries":[]}}}', /\[har\/foreign\].*no list of entries/],
    ]
    for (const [input, said] of cases) {
      writeFileSync(at('in.har'), input)
      const { exit, out, err } = await runCli(['sanitize', '--har', at('in.har'), at('out.har')])
      expect({ exit, out }).toEqual({ exit: 65, out: '' })
      expect(err).toMatch(said)
      expect((await runCli(['sanitize', '--har', at('in.har'), '--preview'])).exit).toBe(65)
    }
    writeFileSync(at('in.har'), '{')
    truncateSync(at('in.har'), 257 * 1024 * 1024)
    const large = await runCli(['sanitize', '--har', at('in.har'), at('out.har')])
    truncateSync(at('in.har'), 0)
    expect(large).toMatchObject({ exit: 65, out: '', err: expect.stringContaining('[har/too-large]') })
    expect(readFileSync(at('out.har'), 'utf8')).toBe('mine')
    expect(left()).toEqual([])
  })

  it('gives nothing out when something would be left', async () => {
    let looks = 0
    // Blind at its first two looks, which learn and clean.
    const email = builtInRules.filter(({ id }) => id === 'email')
    const blind = email.map(
      (rule): Rule => ({ ...rule, find: { needs: signs.at, find: (text, hit) => looks++ > 1 && rule.find?.find(text, hit) } }),
    )
    const { log } = harOf(entryWith({ response: { content: { mimeType: 'text/plain', encoding: 'base64', text: base64(`to ${mail}`) } } }))
    writeFileSync(at('in.har'), JSON.stringify({ log: { ...log, pages: [] } }))
    const [stdout, stderr] = [new PassThrough(), new PassThrough()]
    const io = { env: createTestEnv(), stdin: Readable.from([]), stdout, stderr, signal: new AbortController().signal }
    for (const to of [at('out.har'), '-']) {
      looks = 0
      await expect(
        withInput(io, at('in.har'), (file) => sanitizeHar(io, file, to, { rules: blind, by: {}, teamKey: undefined, valueKey: 'k' })),
      ).rejects.toMatchObject({
        code: 'sanitize/residual',
        detail: { rule: 'email', at: expect.stringContaining('line 2 response/content/text') },
      })
    }
    expect(stdout.read()).toBeNull()
    expect(existsSync(at('out.har'))).toBe(false)
    expect(left()).toEqual([])
  })

  it('says what does not go together, and gives nothing out when somebody interrupts', async () => {
    writeFileSync(at('in.har'), JSON.stringify(harOf(entryWith())))
    const cases = [
      [[at('in.har')], 'a file is missing'],
      [[at('in.har'), at('out.har'), '--gzip'], '--gzip does not go with --har'],
      [[at('in.har'), at('out.har'), '--format', 'yaml'], '--format does not go with --har'],
      [['--ndjson'], '--har does not go with --ndjson'],
      [[at('in.har'), '-', '--json'], 'standard output is what is sanitized'],
    ] as const
    for (const [args, why] of cases) {
      const { exit, err } = await runCli(['sanitize', '--har', ...args])
      expect(exit).toBe(64)
      expect(err).toContain(why)
    }
    const interrupted = await runCli(['sanitize', '--har', at('in.har'), at('out.har')], { signal: AbortSignal.abort() })
    expect(interrupted).toMatchObject({ exit: 130, out: '' })
    expect(existsSync(at('out.har'))).toBe(false)
    expect(left()).toEqual([])
  })

  it('sanitizes entries that are anything else than HAR says', async () => {
    const odd: readonly unknown[] = [
      null,
      mail,
      4111111111111111,
      [mail],
      { request: mail, response: [mail], _webSocketMessages: mail },
      { request: { cookies: mail, queryString: { name: 'code', value: mail }, postData: mail, headers: { to: mail } } },
      {
        request: {
          cookies: [mail, { name: 1, value: { a: mail } }],
          queryString: [null, mail, { name: mail, value: 1 }],
          postData: { text: [mail] },
        },
      },
      { request: { cookies: [{ value: { a: [mail] }, path: mail }], postData: { mimeType: 7, encoding: 'BASE64', text: base64(mail) } } },
      { response: { content: { encoding: 'base64', mimeType: 'text/plain', text: { a: mail } }, $: 'redacted', by: mail } },
      { $: 'object', v: { request: { url: mail } }, request: { $: mail, cookies: [{ $: mail, value: mail }], url: mail } },
      { response: { content: { mimeType: 'application/json', text: `{"a":"${mail}","a":1}` } } },
      { response: { content: { mimeType: 'application/json', text: `{"a":${'['.repeat(5000)}"${mail}"${']'.repeat(5000)}}` } } },
      {
        request: {
          postData: { mimeType: 'x-www-form-urlencoded', text: `a=\ud800%ff%&to=${mail}&\udfff` },
          queryString: [{ name: '\ud800', value: `%${mail}` }],
        },
      },
      { _webSocketMessages: [null, mail, { data: [mail] }, { opcode: 2, data: mail }, { opcode: 2, data: base64(mail) }] },
      JSON.parse(`{"__proto__":{"request":"${mail}"},"constructor":"${mail}"}`),
      '\ud800',
      nested(300),
    ]
    const log = await cleaned(harOf(...odd))
    expect(log.entries).toHaveLength(odd.length)
    const text = JSON.stringify(log)
    for (const form of encodingsOf(mail)) expect(text).not.toContain(form)
    expect(text).not.toContain('4111111111111111')
    expect(log.entries[15]).toBe('\ud800')
  })

  it('lets nothing out of what is nested too deep to be looked into', async () => {
    const text = JSON.stringify((await cleaned(harOf(nested(3000)))).entries)
    expect(text).toContain('[redacted:too-deep]')
    expect(text).not.toContain(mail)
    // What is read exactly is read on the stack.
    writeFileSync(at('in.har'), `{"log":{"entries":[{"$":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}}`)
    const { exit, err } = await runCli(['sanitize', '--har', at('in.har'), at('none.har')])
    expect({ exit, err }).toEqual({ exit: 65, err: expect.stringContaining('it is nested too deep') })
    expect(existsSync(at('none.har'))).toBe(false)
  })

  it('is done with whatever stands there, twice the same', async () => {
    await fc.assert(
      fc.asyncProperty(secretJson, fc.constantFrom('text/plain', 'application/json', 'x-www-form-urlencoded'), async (value, mimeType) => {
        const text = typeof value === 'string' ? value : JSON.stringify(value)
        const list = [value, { name: 'token', value }, { name: 'page', value: text }]
        const log = await cleaned(
          harOf(
            value,
            entryWith({
              request: { headers: list, cookies: list, queryString: list, postData: { mimeType, text, params: list } },
              response: { cookies: value, content: { mimeType, encoding: 'base64', text: base64(text) } },
              _webSocketMessages: [{ opcode: 1, data: text }, { opcode: 2, data: base64(text) }, value] as object,
            }),
          ),
        )
        expect(await cleaned({ log })).toEqual(log)
      }),
      { numRuns: runs(60) },
    )
  })
})
