/** Starts the tools of the project on the project's Node. */
import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { delimiter, dirname } from 'node:path'
import { inProject, rootPath } from './paths.mjs'

/** The environment for children: our Node and the packages' commands first, and where the browsers are. */
export function childEnv(found, extra = {}) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return {
    ...process.env,
    [name]: [dirname(found.node), inProject('node_modules/.bin'), process.env[name]].filter(Boolean).join(delimiter),
    ...(found.chromium ? { PLAYHEAD_CHROMIUM: found.chromium } : {}),
    ...(found.firefox ? { PLAYHEAD_FIREFOX: found.firefox } : {}),
    ...extra,
  }
}

/**
 * Runs a JavaScript file on the project's Node, with this terminal.
 *
 * @returns its exit code; 1 when a signal ended it
 */
export function runScript(found, file, args = [], extra = {}) {
  return endOf(spawn(found.node, [inProject(file), ...args], { cwd: rootPath, stdio: 'inherit', env: childEnv(found, extra) }))
}

/** Its exit code, once it has ended. Until then it is told to end when this process is. */
function endOf(child) {
  return new Promise((resolve, reject) => {
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', pass)
    process.on('SIGTERM', pass)
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('SIGINT', pass)
      process.off('SIGTERM', pass)
      resolve(code ?? 1)
    })
  })
}

/**
 * Runs a command of the packages (`tool`) or a JavaScript file (`script`) and keeps its output back.
 *
 * @param options.extra more of the environment
 * @param options.isPatient takes only what time others leave
 * @returns `{ code, output }`, standard output and error together
 */
export async function runTool(found, { tool, script, args = [], extra = {}, isPatient = false }) {
  const windows = process.platform === 'win32'
  // The packages' commands are scripts with a first line on Linux and macOS, and .cmd files on Windows, which only a shell can start.
  const [command, words] = tool
    ? [inProject(`node_modules/.bin/${tool}${windows ? '.cmd' : ''}`), args]
    : [found.node, [inProject(script), ...args]]
  const child = spawn(command, words, {
    cwd: rootPath,
    env: childEnv(found, extra),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: windows && tool !== undefined,
  })
  // Without a pid it did not start, which its end tells.
  if (isPatient && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const code = await endOf(child)
  return { code, output }
}

/** Ends this process with what `work` gives, or with its Error's message in plain words. */
export async function main(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    process.stderr.write(`\n${process.env.PLAYHEAD_DEBUG ? error.stack : error.message}\n`)
    process.exitCode = 1
  }
}
