import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { archiveOf } from '../../harness/archive-of'
import { newSession, session, type Told } from '../../harness/notation'
import { runCli } from '../../harness/run-cli'
import { removeFolder, tempFolder } from '../../harness/temp'

const root = tempFolder('cli-delta')
afterAll(() => removeFolder(root))
let runs = 0
beforeEach(() => {
  runs++
})
const at = (name: string) => join(root, `${runs}-${name}`)

const whole = session`open cart | state cart={"total":1} | click #pay | state cart.total=2 | log a | log b | log c`
const until = (entries: number): Told => ({ ...whole, entries: whole.entries.slice(0, entries) })
const other: Told = { ...session`mark only`, session: newSession('other', { name: 'Another' }) }

/** Monday's file, Tuesday's and Wednesday's, and the deltas between them. */
async function week(format: string): Promise<Buffer> {
  writeFileSync(at('mon'), await archiveOf(until(3)))
  writeFileSync(at('tue'), await archiveOf(until(5), other))
  const end = await archiveOf(whole, other)
  writeFileSync(at('wed'), end)
  expect(await runCli(['delta', at('mon'), at('tue'), '-o', at('d1'), '--format', format, '--gzip'])).toMatchObject({ exit: 0, err: '' })
  expect(await runCli(['apply', at('mon'), at('d1'), '-o', at('tue-again')])).toMatchObject({ exit: 0, err: '' })
  expect(readFileSync(at('tue-again')).equals(readFileSync(at('tue')))).toBe(true)
  expect(await runCli(['delta', at('tue'), at('wed'), '-o', at('d2'), '--format', format])).toMatchObject({ exit: 0, err: '' })
  return end
}

describe('playhead delta and apply', () => {
  it.each(['json', 'yaml', 'msgpack'])('give what came after as %s, and the whole again', async (format) => {
    const end = await week(format)
    const { out } = await runCli(['validate', at('d1'), at('d2')])
    expect(out).toBe(
      `${at('d1')}: good, 2 sessions, 3 entries, what came after another file (number 1 of its chain)\n` +
        `${at('d2')}: good, 1 session, 2 entries, what came after another file (number 1 of its chain)\n`,
    )
    expect(await runCli(['apply', at('tue'), at('d2'), '-o', '-'])).toEqual({ exit: 0, out: end.toString(), err: '' })
    expect(await runCli(['apply', at('d2'), at('mon'), at('d1'), '-o', '-'])).toEqual({ exit: 0, out: end.toString(), err: '' })
  })

  it('refuse a file that still shows what is redacted now, by its name', async () => {
    writeFileSync(at('shows'), await archiveOf(session`log a | log token=abc | log b`))
    writeFileSync(at('now'), await archiveOf(session`log a | log [redacted:secret-name] | log b | log c`))
    const { exit, err } = await runCli(['delta', at('shows'), at('now'), '-o', at('none')])
    expect(exit).toBe(65)
    expect(err).toContain('[delta/shows-secret]')
    expect(err).toContain(at('shows'))
    expect(existsSync(at('none'))).toBe(false)
  })

  it('say what a delta is where whole sessions are needed', async () => {
    await week('json')
    expect(await runCli(['state', at('d1'), '--at', '1'])).toMatchObject({ exit: 65, err: expect.stringContaining('[archive/delta]') })
    expect(await runCli(['convert', at('d1'), at('none')])).toMatchObject({ exit: 65 })
    expect(await runCli(['delta', at('d1'), at('tue'), '-o', at('none')])).toMatchObject({ exit: 65 })
    expect(await runCli(['apply', at('d1'), at('d2'), '-o', at('none')])).toMatchObject({
      exit: 65,
      err: expect.stringContaining('[archive/delta]'),
    })
    expect((await runCli(['inspect', at('d1')])).out).toContain('A delta, number 1 of its chain')
    expect(existsSync(at('none'))).toBe(false)
  })

  it('refuse a delta of another file, and write nothing', async () => {
    await week('json')
    expect(await runCli(['apply', at('mon'), at('d2'), '-o', at('none')])).toMatchObject({
      exit: 65,
      err: expect.stringContaining('[delta/base]'),
    })
    expect(await runCli(['apply', at('mon'), at('d1'), at('d1'), '-o', at('none')])).toMatchObject({
      exit: 65,
      err: expect.stringContaining('[delta/repeat]'),
    })
    expect(await runCli(['apply', at('mon'), at('tue'), '-o', at('none')])).toMatchObject({ exit: 64 })
    expect(await runCli(['apply', at('mon'), at('d1')])).toMatchObject({ exit: 64, err: expect.stringContaining('-o OUT is missing') })
    expect(existsSync(at('none'))).toBe(false)
  })
})
