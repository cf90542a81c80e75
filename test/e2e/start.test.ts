import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rootPath } from '../../scripts/lib/paths.mjs'
import { visitor } from '../../scripts/lib/visit-demo'
import { removeFolder, tempFolder } from '../harness/temp'

describe('npm start', () => {
  const out = tempFolder('start')
  let ended: { readonly code: number | null; readonly output: string }
  let file: string
  beforeAll(async () => {
    ended = await run(['scripts/start.mjs', '--headless', '--out', out])
    file = /\S+\.session\.json\.gz/.exec(ended.output)?.[0] ?? 'no file'
  })
  afterAll(() => removeFolder(out))

  it('ends well and says what the file holds', () => {
    expect(ended.output).toMatch(/state\/change +\d+/)
    expect(ended.output).toMatch(/event\/input +\d+/)
    expect(ended.output).toMatch(/event\/error +\d+/)
    expect(ended.output).toMatch(/redacted on export, by rule\n +\S+ +\d+/)
    expect(ended.output).toMatch(/never recorded, by the guard\n +\S+ +\d+/)
    expect(ended.code).toBe(0)
  })

  it('leaves a file in which nothing is that the visitor would not share', () => {
    const text = gunzipSync(readFileSync(join(rootPath, file))).toString('utf8')
    const secrets = [
      visitor.password,
      visitor.securityCode,
      visitor.email,
      visitor.cardNumber,
      visitor.cardNumber.replaceAll(' ', ''),
      'demo-token-of-the-shop',
    ]
    expect(secrets.filter((secret) => text.includes(secret) && secret !== visitor.securityCode)).toEqual([])
    // Three digits may stand in any number; as a value they may not.
    expect(text).not.toContain(`"${visitor.securityCode}"`)
    expect(text).toContain('The Night Ferry')
  })
})

function run(args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: rootPath, env: process.env })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}
