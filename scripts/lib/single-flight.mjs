/** One run at a time, across processes: the others wait for the first and then find its work done. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { rootPath } from './paths.mjs'

/** Between making the folder and writing its owner a lock has no owner for a moment; after this long it was left behind. */
const ownerlessMs = 5_000

/** Runs `work` while no other process holds the lock `name` of this clone. `onWait` is called once when there is one. */
export async function singleFlight(name, work, onWait) {
  const folder = join(tmpdir(), `playhead-${name}-${createHash('sha256').update(rootPath).digest('hex').slice(0, 16)}.lock`)
  let waited = false
  while (!take(folder)) {
    if (!waited) onWait?.()
    waited = true
    await sleep(200)
  }
  try {
    return await work()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function take(folder) {
  try {
    mkdirSync(folder)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (isLeftBehind(folder)) rmSync(folder, { recursive: true, force: true })
    return false
  }
  writeFileSync(join(folder, 'owner'), String(process.pid))
  return true
}

function isLeftBehind(folder) {
  try {
    return !isRunning(Number(readFileSync(join(folder, 'owner'), 'utf8')))
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    const made = statSync(folder, { throwIfNoEntry: false })
    return made !== undefined && Date.now() - made.mtimeMs > ownerlessMs
  }
}

function isRunning(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // The process is there but belongs to somebody else.
    return error.code === 'EPERM'
  }
}
