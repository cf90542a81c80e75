/** Starts the tools of the project on the project's Node. */
import { spawn } from 'node:child_process'
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
  return new Promise((resolve, reject) => {
    const child = spawn(found.node, [inProject(file), ...args], { cwd: rootPath, stdio: 'inherit', env: childEnv(found, extra) })
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
 * @returns `{ code, output }`, standard output and error together
 */
export function runTool(found, { tool, script, args = [] }) {
  const windows = process.platform === 'win32'
  // The packages' commands are scripts with a first line on Linux and macOS, and .cmd files on Windows, which only a shell can start.
  const [command, words] = tool
    ? [inProject(`node_modules/.bin/${tool}${windows ? '.cmd' : ''}`), args]
    : [found.node, [inProject(script), ...args]]
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, {
      cwd: rootPath,
      env: childEnv(found),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: windows && tool !== undefined,
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
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
