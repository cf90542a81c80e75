import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '../../../src/cli/run'
import { runCli } from '../../harness/run-cli'
import { removeFolder, tempFolder } from '../../harness/temp'
import { createTestEnv } from '../../harness/test-env'

const root = tempFolder('cli-ndjson')
afterAll(() => removeFolder(root))

const mail = 'canary.person@example.com'
const clean = (input: string | Uint8Array, ...args: string[]) => runCli(['sanitize', '--ndjson', ...args], { input })

describe('playhead sanitize --ndjson', () => {
  it('takes secrets out of any JSON value, line by line', async () => {
    const { out, exit, err } = await clean(
      [
        '{"level":"info","user":{"email":"canary.person@example.com","password":"hunter2","name":"Bob"},"ok":true}',
        '"to canary.person@example.com"',
        '4111111111111111',
        '[1, null, false, 1.50, "x"]',
        '{"canary.person@example.com":1,"a":{"other.person@example.com":2,"canary.person@example.com":3}}',
        '{"other.person@example.com":"again"}',
      ].join('\n'),
    )
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(out.split('\n')).toEqual([
      '{"level":"info","user":{"email":"[redacted:email]","password":"[redacted:password]","name":"Bob"},"ok":true}',
      '"to [redacted:email]"',
      '"[redacted:card-number]"',
      '[1,null,false,1.5,"x"]',
      '{"[key#1]":1,"a":{"[key#2]":2,"[key#1]":3}}',
      '{"[key#1]":"again"}',
      '',
    ])
  })

  it('takes a member “$” for a name like any other, and looks into what it is in', async () => {
    const lines = [
      '{"$":"date","v":"2026-05-01T10:00:00.000Z"}',
      '{"$":"redacted","by":"nobody"}',
      '{"$":"object","v":{"$":"map","v":[["a",1]]}}',
      '{"$":"bigint","v":"12"}',
      '{"$":{"$":null},"\\u0024x":["$"]}',
      '{"\\u0024":"undefined"}',
      '{"$":"cycle","up":1}',
    ]
    expect((await clean(lines.join('\n'))).out).toBe(`${lines.join('\n').replaceAll('\\u0024', '$')}\n`)
    const { out } = await clean(
      `{"$":"bytes","v":"${mail}","password":"hunter2"}\n{"$":"cycle","up":4111111111111111}\n{"$":"date","v":"${mail}"}`,
    )
    expect(out.split('\n')).toEqual([
      '{"$":"bytes","v":"[redacted:email]","password":"[redacted:password]"}',
      '{"$":"cycle","up":"[redacted:card-number]"}',
      '{"$":"date","v":"[redacted:email]"}',
      '',
    ])
  })

  it('keeps numbers that JavaScript cannot hold, and names in their order', async () => {
    const lines = [
      '{"id":1234567890123456789,"next":-9223372036854775808}',
      '[0.12345678901234567890123,1e400,12345678901234567.25]',
      '{"b":1,"a":{"__proto__":{"x":1},"constructor":2}}',
      '{"half":"\\ud800"}',
    ]
    expect((await clean(lines.join('\n'))).out).toBe(`${lines.join('\n')}\n`)
    // A card of 19 digits is seen by all of them.
    expect((await clean('{"pan":6304000000000000000,"$":1}')).out).toBe('{"pan":"[redacted:card-number]","$":1}\n')
  })

  it('finds what a member hides that has the name of a later one', async () => {
    expect((await clean(`{"a":"${mail}","a":"fine"}`)).out).toBe('{"a":"fine"}\n')
  })

  it('leaves blank lines out, and takes any line end and a byte order mark', async () => {
    expect((await clean('\ufeff1\r\n\r\n  \n\t2 \n\n3')).out).toBe('1\n2\n3\n')
    expect(await clean('')).toEqual({ exit: 0, out: '', err: '' })
  })

  it('ends with 65 at a line that is no JSON, names it, and writes what came before and nothing after', async () => {
    const cases: readonly (readonly [string | Uint8Array, string])[] = [
      ['{"a":1}\n\n{"a":"hunter2",}\n3', 'Line 3 is not JSON, at column 16: a name in quotes is missing.'],
      ['1\nnope\n3', 'Line 2 is not JSON, at column 1: a value is missing.'],
      ['1\n{"a":', 'Line 2 is not JSON, at column 6: it ends too early.'],
      ['1\n2 3', 'Line 2 is not JSON, at column 3: something follows the end.'],
      ['1\n\ufeff2', 'Line 2 is not JSON, at column 1: a value is missing.'],
      [
        Buffer.concat([Buffer.from('1\n["é\ufffd'), Buffer.from([0xc3]), Buffer.from('"]\n3')]),
        'Line 2 is not JSON, at column 5: it is not UTF-8.',
      ], // prettier-ignore
      [Buffer.concat([Buffer.from('1\n"'), Buffer.from([0xe2, 0x82])]), 'Line 2 is not JSON, at column 2: it is not UTF-8.'],
      [`1\n${'['.repeat(200_000)}"$"${']'.repeat(200_000)}`, 'Line 2 is not JSON, at column 1: it is nested too deep.'],
    ]
    for (const [input, told] of cases) {
      const { exit, out, err } = await clean(input)
      expect({ told, exit, out: out.split('\n')[0] }).toEqual({ told, exit: 65, out: out.startsWith('1') ? '1' : '{"a":1}' })
      expect(out.trimEnd().split('\n')).toHaveLength(1)
      expect(err).toContain(`[cli/bad-line] ${told}`)
      expect(err).not.toContain('hunter2')
    }
  })

  it('refuses a line that is too long for memory, ended or not', async () => {
    const long = Buffer.alloc(64 * 1024 * 1024 + 1, 'x')
    for (const input of [Buffer.concat([Buffer.from('1\n'), long]), Buffer.concat([Buffer.from('1\n'), long, Buffer.from('\n2')])]) {
      expect(await clean(input)).toEqual({
        exit: 65,
        out: '1\n',
        err: expect.stringContaining('[cli/long-line] Line 2 has more than 67108864 bytes.'),
      })
    }
  })

  it('tells what it redacted, at a terminal and into a file, but never what that was', async () => {
    const path = join(root, 'report.json')
    const input = `{"to":"${mail}"}\n\n{"${mail}":{"password":"hunter2"}}`
    const { err } = await runCli(['sanitize', '--ndjson', '--report', path], { input, isTerminal: true })
    expect(err).toBe('2 lines: 3 values redacted: password 1, email 2.\n')
    const report = readFileSync(path, 'utf8')
    expect(JSON.parse(report)).toEqual({
      lines: 2,
      redacted: {
        total: 3,
        rules: [
          { rule: 'password', count: 1, distinct: 1 },
          { rule: 'email', count: 2, distinct: 1 },
        ],
        encodings: [],
        samples: [
          { rule: 'password', at: 'line 3 [key#1]/password' },
          { rule: 'email', at: 'line 1 to' },
          { rule: 'email', at: 'line 3' },
        ],
      },
    })
    expect(report).not.toMatch(/canary|hunter2/)
    expect((await runCli(['sanitize', '--ndjson'], { input: '1', isTerminal: true })).err).toBe('1 line: nothing had to be redacted.\n')
  })

  it('lets no line speak to the terminal', async () => {
    const evil = { '\u009b31m': '\u202e\u2028' }
    const { out } = await clean(JSON.stringify(evil))
    expect(out).not.toMatch(/[\u007f-\u009f\u202e\u2028]/)
    expect(JSON.parse(out)).toEqual(evil)
  })

  it('reads no faster than its output is taken', async () => {
    const line = `${JSON.stringify({ note: 'x'.repeat(1000), mail })}\n`
    let pulled = 0
    let taken = 0
    let furthest = 0
    const stdin = Readable.from(
      (function* () {
        for (let chunk = 0; chunk < 100; chunk++) {
          pulled++
          yield Buffer.from(line.repeat(50))
        }
      })(),
      { highWaterMark: 2 },
    )
    const stdout = new Writable({
      highWaterMark: 1,
      write(_, __, done) {
        taken++
        furthest = Math.max(furthest, pulled - taken)
        setImmediate(done)
      },
    })
    const io = { env: createTestEnv(), stdin, stdout, stderr: new Writable(), signal: new AbortController().signal }
    expect(await run(['sanitize', '--ndjson'], io, '1')).toBe(0)
    expect({ pulled, taken }).toEqual({ pulled: 100, taken: 100 })
    expect(furthest).toBeLessThan(6)
  })

  it('ends with 130 when it is interrupted while it waits', async () => {
    const interrupted = new AbortController()
    const stdin = new Readable({ read: () => setImmediate(() => interrupted.abort()) })
    const io = { env: createTestEnv(), stdin, stdout: new Writable(), stderr: new Writable({ write: (_, __, done) => done() }) }
    expect(await run(['sanitize', '--ndjson'], { ...io, signal: interrupted.signal }, '1')).toBe(130)
  })
})
