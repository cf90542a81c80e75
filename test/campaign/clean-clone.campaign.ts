import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { rootPath } from '../../scripts/lib/paths.mjs'
import { removeFolder, tempFolder } from '../harness/temp'

export const name = 'clean-clone'

/** What a stranger does: clones what is committed, runs `npm start`, then `npm test`, and nothing else. */
export async function run(log: (line: string) => void): Promise<readonly string[]> {
  const folder = tempFolder('clean-clone')
  const faults: string[] = []
  const step = async (command: string, args: readonly string[]) => {
    const { code, last } = await runIn(folder, command, args, log)
    if (code !== 0) faults.push(`${command} ${args.join(' ')} ended with code ${code}: ${last}`)
    return last
  }
  try {
    await step('git', ['clone', '--quiet', rootPath, '.'])
    await step('npm', ['start', '--', '--headless'])
    const out = join(folder, 'out')
    if (!existsSync(out) || !readdirSync(out).some((file) => file.endsWith('.session.json.gz')))
      faults.push('npm start left no file in out')
    const last = await step('npm', ['test'])
    if (!/^\d+ passed, 0 failed$/.test(last)) faults.push(`npm test ended with “${last}”`)
  } finally {
    removeFolder(folder)
  }
  return faults
}

function runIn(
  folder: string,
  command: string,
  args: readonly string[],
  log: (line: string) => void,
): Promise<{ code: number; last: string }> {
  log(`${command} ${args.join(' ')}`)
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: strangersEnv(),
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    })
    let last = ''
    child.stdout.on('data', (chunk) => {
      const lines = String(chunk).trimEnd().split('\n')
      for (const line of lines) log(`  ${line}`)
      last = lines.at(-1) ?? last
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, last }))
  })
}

/** The environment without what our own scripts have put there. */
function strangersEnv(): NodeJS.ProcessEnv {
  const ours = /^(?:PLAYHEAD_|npm_|NODE_ENV$|PW_)/
  const path = (process.env.PATH ?? '').split(':').filter((part) => !part.includes('node_modules'))
  return { ...Object.fromEntries(Object.entries(process.env).filter(([key]) => !ours.test(key))), PATH: path.join(':') }
}
