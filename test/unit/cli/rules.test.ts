import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { PackRule, RulePack } from '../../../src/core/model'
import { runCli } from '../../harness/run-cli'
import { removeFolder, tempFolder } from '../../harness/temp'

const root = tempFolder('cli-rules')
afterAll(() => removeFolder(root))

const packOf = (rules: readonly PackRule[]): RulePack => ({ schema: 'playhead-rules', schemaVersion: 1, name: 'Shop', rules })

function fileOf(name: string, content: unknown): string {
  const path = join(root, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

describe('playhead rules', () => {
  it('lists what is built in, under its templates', async () => {
    const { out, exit } = await runCli(['rules'])
    expect(exit).toBe(0)
    for (const heading of ['secrets:', 'pii:', 'pci:', 'hipaa:']) expect(out).toContain(heading)
    expect(out).toMatch(/\n {2}email: .*\. /)
    expect(out).toMatch(/\n {2}user-path \(by a looser sign\): /)
  })

  it('tries the examples of a pack, each in an entry that its rule concerns', async () => {
    const rules: PackRule[] = [
      {
        id: 'customer',
        find: { pattern: 'cust-\\d{6}' },
        examples: [
          { from: 'by cust-123456', to: 'by [redacted:customer]' },
          { from: { a: ['cust-12'] }, to: { a: ['cust-12'] } },
        ],
      },
      {
        id: 'salary',
        find: { path: '**.salary' },
        action: 'mask',
        only: { kinds: ['state'], sources: ['hr*'] },
        examples: [{ from: { x: { salary: 1 } }, to: { x: { salary: '[redacted:salary|******]' } } }],
      },
    ]
    const path = fileOf('good.json', packOf(rules))
    expect(await runCli(['rules', 'test', path])).toMatchObject({
      exit: 0,
      out: 'Shop: 2 rules, 3 examples, 0 of them not as they should be.\n',
    })
  })

  it('says what became of an example that is not as it should be', async () => {
    const path = fileOf('wrong.json', packOf([{ id: 'a', find: { key: 'x' }, examples: [{ from: { x: 1 }, to: { x: 1 } }] }]))
    const { out, exit } = await runCli(['rules', 'test', path])
    expect(exit).toBe(65)
    expect(out).toContain('a: example 1 became {"x":"[redacted:a]"}')
  })

  it.each([
    ['rules/not-a-pack', 'nothing'],
    ['rules/not-a-pack', packOf([{ id: 'a', find: { key: 'x' }, action: 'explode' as 'keep' }])],
    ['rules/bad-pattern', packOf([{ id: 'a', find: { pattern: '(' } }])],
    [
      'rules/duplicate',
      packOf([
        { id: 'a', find: { key: 'x' } },
        { id: 'a', find: { key: 'x' } },
      ]),
    ],
  ])('refuses with %s what cannot be used, and sanitizes nothing with it', async (code, content) => {
    const path = fileOf('bad.json', content)
    expect(await runCli(['rules', 'test', path])).toMatchObject({ exit: 65, err: expect.stringContaining(code) })
    const run = await runCli(['sanitize', '--ndjson', '--rules', path], { input: '"x"\n' })
    expect(run).toMatchObject({ exit: 65, out: '', err: expect.stringContaining(code) })
  })
})

describe('playhead sanitize --rules', () => {
  const rules = fileOf('mine.json', packOf([{ id: 'customer', find: { pattern: 'cust-\\d{6}' }, action: 'token' }]))
  const tokenOf = (out: string): string => /customer\|(#[a-z2-7]{10})\]/.exec(out)?.[1] ?? ''

  it('finds what they say, with equal tokens for equal values', async () => {
    const { out } = await runCli(['sanitize', '--ndjson', '--rules', rules], { input: '"of cust-123456"\n["cust-123456","cust-654321"]\n' })
    const [first, second] = out.split('\n')
    const token = tokenOf(first ?? '')
    expect(token).not.toBe('')
    expect(second).toContain(`"[redacted:customer|${token}]"`)
    expect(second?.replace(token, '')).not.toContain(token)
  })

  it('gives other tokens with the key of a team, the same each time', async () => {
    const run = async (...more: string[]): Promise<string> =>
      tokenOf((await runCli(['sanitize', '--ndjson', '--rules', rules, ...more], { input: '"cust-123456 x"\n' })).out)
    const key = fileOf('team.key', 'a secret of ours, made up\n')
    const token = await run('--team-key-file', key)
    expect(token).toBe(await run('--team-key-file', key))
    expect(token).not.toBe(await run())
    expect(token).not.toBe(await run('--team-key-file', fileOf('other.key', 'another secret, made up')))
    const short = await runCli(['sanitize', '--ndjson', '--team-key-file', fileOf('short.key', 'short')], { input: '' })
    expect(short).toMatchObject({ exit: 64, err: expect.stringContaining('16 bytes') })
  })
})

describe('playhead sanitize --ndjson', () => {
  const lines = '"typed zQ81-kTm2_pLx9"\n{"password":"zQ81-kTm2_pLx9","note":"zQ81-kTm2_pLx9 it is"}\n'

  it('takes what a line says by its name out of all of the line', async () => {
    const { out } = await runCli(['sanitize', '--ndjson'], { input: lines })
    expect(out).toBe('"typed zQ81-kTm2_pLx9"\n{"password":"[redacted:password]","note":"[redacted:known-value] it is"}\n')
  })

  it('takes it out of all lines where they are one session', async () => {
    const { out, exit } = await runCli(['sanitize', '--ndjson', '--one-session'], { input: lines })
    expect(exit).toBe(0)
    expect(out).toBe('"typed [redacted:known-value]"\n{"password":"[redacted:password]","note":"[redacted:known-value] it is"}\n')
    expect(await runCli(['sanitize', 'a', 'b', '--one-session'])).toMatchObject({ exit: 64 })
  })
})
