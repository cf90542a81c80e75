/** Which Node the tools run on: the one that came with the packages, else the host's where it is new enough. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { inProject } from './paths.mjs'

const leastHost = [22, 13]

/** The Node of the packages, or undefined when its install step did not run. */
export function packagedNode() {
  const path = inProject(process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/node/bin/node')
  if (!existsSync(path)) return undefined
  const ran = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return ran.status === 0 ? path : undefined
}

/** True when `version` (`20.1.0`) is at least `least` ([22, 13]). */
export function isAtLeast(version, least) {
  const parts = version.split('.').map(Number)
  for (const [index, want] of least.entries()) {
    const have = parts[index] ?? 0
    if (have !== want) return have > want
  }
  return true
}

/**
 * The path of the Node to use. Says so when it is not the packaged one; throws
 * an Error with what to do when there is none that works.
 */
export function chooseNode(say) {
  const packaged = packagedNode()
  if (packaged !== undefined) return packaged
  const host = process.versions.node
  if (isAtLeast(host, leastHost)) {
    say(`The packaged Node 24 is not there (are install scripts off?). Using Node ${host} of this machine.`)
    return process.execPath
  }
  throw new Error(
    `The packaged Node 24 is not there: its install script did not run, and Node ${host} of this machine is too old to stand in.\n` +
      'Either allow it:      npm rebuild node --foreground-scripts --ignore-scripts=false\n' +
      `or install Node ${leastHost.join('.')} or newer from https://nodejs.org and try again.`,
  )
}
