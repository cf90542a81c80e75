import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureCliBuilt } from '../../../scripts/lib/build-cli.mjs'
import { archiveFile } from '../../harness/archive-of'
import { session } from '../../harness/notation'
import { removeFolder, tempFolder } from '../../harness/temp'

const folder = tempFolder('cli-process')
afterAll(() => removeFolder(folder))

let cli = ''
let long = ''
beforeAll(async () => {
  cli = await ensureCliBuilt()
  const told = session`log x`
  const [entry] = told.entries
  if (entry === undefined) throw new Error('there is no entry')
  const entries = Array.from({ length: 50_000 }, (_, i) => ({ ...entry, seq: i + 1, n: i + 1 }))
  long = await archiveFile(folder, 'long.json.gz', { ...told, entries })
})

/** Where the command keeps its input: nobody else keeps anything there. */
const kept = join(folder, 'kept')
mkdirSync(kept)
const env = { ...process.env, TMPDIR: kept, TEMP: kept, TMP: kept }
const start = (...args: string[]) => spawn(process.execPath, [cli, ...args], { stdio: ['pipe', 'pipe', 'pipe'], env })
const spooled = () => readdirSync(kept)

describe('playhead as a process', () => {
  it('streams to a reader that takes its time, and loses nothing', () => {
    const out = execFileSync(process.execPath, [cli, 'entries', long], { maxBuffer: 2 ** 30 }).toString()
    expect(out.split('\n')).toHaveLength(50_001)
    // The same lines as the file has, which another gunzip reads.
    const inFile = gunzipSync(readFileSync(long))
      .toString()
      .split('\n')
      .filter((line) => line.startsWith('{"seq"'))
    expect(out.trimEnd().split('\n')).toEqual(inFile.map((line) => line.replace(/,$/, '')))
  })

  it('does not let the space for what is young grow while much passes through', () => {
    // With Node's own growth it has 32 MiB at the end of this.
    const look = `import { getHeapSpaceStatistics } from 'node:v8'
      process.on('exit', () => console.error(getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size))`
    const watched = ['--import', `data:text/javascript,${encodeURIComponent(look)}`, cli, 'sanitize', '--ndjson']
    const input = Array.from(
      { length: 250_000 },
      (_, i) => `{"i":${i},"user":{"name":"n${i}","list":[${i},1,2],"text":"${'x'.repeat(100)}"}}\n`,
    ).join('')
    const { stderr } = spawnSync(process.execPath, watched, { env, input, stdio: ['pipe', 'ignore', 'pipe'] })
    expect(Number(stderr)).toBeGreaterThan(0)
    expect(Number(stderr)).toBeLessThan(8 * 1024 * 1024)
  })

  it('stops without a word when its reader has enough', async () => {
    const child = start('entries', long)
    let err = ''
    child.stderr.on('data', (chunk) => (err += chunk))
    await once(child.stdout, 'data')
    child.stdout.destroy()
    expect(await once(child, 'close')).toEqual([0, null])
    expect(err).toBe('')
  })

  it('reads what is piped into it, and keeps nothing of it', async () => {
    const out = execFileSync(process.execPath, [cli, 'validate', '-'], { input: readFileSync(long), env }).toString()
    expect(out).toBe('-: good, 1 session, 50,000 entries\n')
    expect(spooled()).toEqual([])
  })

  it('sanitizes lines as they come, while more is to come', async () => {
    const child = start('sanitize', '--ndjson')
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
    for (const i of [1, 2, 3]) {
      child.stdin.write(`{"i":${i},"password":"hunter2"}\n`)
      expect((await lines.next()).value).toBe(`{"i":${i},"password":"[redacted:password]"}`)
    }
    child.stdin.end()
    expect(await once(child, 'close')).toEqual([0, null])
  })

  it('sanitizes far more than it may hold, with names that are secrets in every line', async () => {
    const child = spawn(process.execPath, ['--max-old-space-size=32', cli, 'sanitize', '--ndjson'], { stdio: ['pipe', 'pipe', 'inherit'] })
    let fed = 0
    const input = Readable.from(
      (function* () {
        for (; fed < 9000; fed++) yield `{"person${fed}@example.com":"${'x'.repeat(4000)}"}\n`
      })(),
    )
    input.pipe(child.stdin)
    let lines = 0
    for await (const line of createInterface(child.stdout)) {
      if (line.startsWith('{"[key#1]":"xxx')) lines++
    }
    expect({ fed, lines, exit: child.exitCode ?? (await once(child, 'close'))[0] }).toEqual({ fed: 9000, lines: 9000, exit: 0 })
  })

  it('leaves a half-read file alone when it is interrupted while it sanitizes', async () => {
    const out = join(folder, 'sanitized.json')
    const child = start('sanitize', '-', out)
    await new Promise((begun) => child.stdin.write(readFileSync(long).subarray(0, 1000), begun))
    while (spooled().length === 0) await new Promise((look) => setImmediate(look))
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([130, null])
    expect([spooled(), existsSync(out)]).toEqual([[], false])
  })

  it('merges and sanitizes in a pipe', () => {
    const merged = execFileSync(process.execPath, [cli, 'merge', long, long, '-o', '-'], { maxBuffer: 2 ** 30, env })
    const out = execFileSync(process.execPath, [cli, 'sanitize', '-', '-', '--gzip'], { input: merged, maxBuffer: 2 ** 30, env })
    // All but the report, which says now that somebody looked.
    const { sessions } = JSON.parse(gunzipSync(out).toString())
    expect(JSON.stringify(sessions)).toBe(JSON.stringify(JSON.parse(gunzipSync(readFileSync(long)).toString()).sessions))
    expect(spooled()).toEqual([])
  })

  it('ends with 130 when it is interrupted, and keeps nothing either', async () => {
    const child = start('validate', '-')
    let err = ''
    child.stderr.on('data', (chunk) => (err += chunk))
    await new Promise((begun) => child.stdin.write(readFileSync(long).subarray(0, 1000), begun))
    // Once it has begun to keep its input, it is listening for the signal.
    while (spooled().length === 0) await new Promise((look) => setImmediate(look))
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([130, null])
    expect(err).toContain('[job/cancelled]')
    expect(spooled()).toEqual([])
  })
})
