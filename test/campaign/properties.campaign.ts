import { spawn } from 'node:child_process'
import { rootPath } from '../../scripts/lib/paths.mjs'

export const name = 'properties'

/** Every property and fuzz test, twenty times as often as the tests try it and with values nobody has tried. Gives the failed tests. */
export function run(log: (line: string) => void): Promise<readonly string[]> {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'pure', 'test/property', 'test/fuzz', '--test-timeout=0']
  const child = spawn(process.execPath, args, {
    cwd: rootPath,
    // The largest values of so many runs need more than the four gigabytes that a process has by default.
    env: { PLAYHEAD_RUNS: '20', ...process.env, NO_COLOR: '1', NODE_OPTIONS: '--max-old-space-size=8192' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const faults: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream.setEncoding('utf8')
    stream.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        log(line)
        if (/^\s*FAIL /.test(line)) faults.push(line.trim())
      }
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0 || faults.length > 0 ? faults : [`vitest ended with ${code}`]))
  })
}
