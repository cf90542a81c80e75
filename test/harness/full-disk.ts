import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'playwright'
import type { Chromium } from './chromium'
import { launchChromium } from './chromium'
import { type CountingApp, countedSteps, countingApp, countingFaults } from './counting-app'
import { controlRecorder } from './recording'
import { servePage } from './serve'
import { numberingFaults } from './stored'
import { removeFolder, tempFolder } from './temp'
import { until } from './until'

/**
 * Has the database of a context fail as Chromium's does on a full disk, for an
 * origin without a quota: the transaction under way is aborted with what the
 * file system said, and then the database cannot be opened any more. For as
 * long as the context lives.
 */
export async function failAsFullDisk(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function (...args: Parameters<typeof put>) {
      const request = put.apply(this, args)
      const error = new DOMException('Connection is closing because of: IO error: 000003.log: FILE_ERROR_NO_SPACE', 'UnknownError')
      Object.defineProperty(this.transaction, 'error', { value: error })
      this.transaction.abort()
      this.transaction.db.close()
      return request
    }
    IDBFactory.prototype.open = () => {
      throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError')
    }
  })
}

/** What the background says of tabs whose recording ended for want of room. */
export function fullSessions(worker: Worker): Promise<readonly string[]> {
  return worker.evaluate(async () => {
    const { chrome } = globalThis as unknown as { readonly chrome: { readonly storage: { readonly session: { get(): Promise<object> } } } }
    const stored: { readonly full?: object } = await chrome.storage.session.get()
    return Object.values(stored.full ?? {})
  })
}

/**
 * Records until a disk of `megabytes` is really full, makes room, and looks what
 * is there. Gives the faults. Needs Linux and root, for a disk so small.
 */
export async function recordOntoFullDisk(megabytes: number, log: (line: string) => void): Promise<readonly string[]> {
  const disk = tempFolder('full-disk')
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk])
  const server = await servePage(countingApp)
  try {
    const profile = join(disk, 'profile')
    mkdirSync(profile)
    const chromium = await launchChromium({ profile })
    try {
      return await fillWhileRecording(chromium, server.url, join(disk, 'filling'), log)
    } finally {
      await chromium.close()
    }
  } finally {
    await server.close()
    execFileSync('umount', ['-l', disk])
    removeFolder(disk)
  }
}

async function fillWhileRecording(
  chromium: Chromium,
  url: string,
  filling: string,
  log: (line: string) => void,
): Promise<readonly string[]> {
  const control = await controlRecorder(chromium)
  const page = await chromium.open(url)
  const id = await control.start(page)
  const run = () => page.evaluate(() => (globalThis as unknown as CountingApp).run(400, 4))
  await run()
  const before = countedSteps(await control.session(id)).length
  const size = fill(filling)
  await run()
  const worker = await chromium.worker()
  await until('the recording to end', async () => (await fullSessions(worker)).includes(id))
  rmSync(filling)
  await chromium.stopWorker()
  // Started again, it makes up for what it could not store.
  await control.wake()
  const session = await control.sessionWhen(id, 'the session to say why it ended', ({ status }) => status === 'full')
  const stored = countedSteps(session)
  log(`${before} actions stored before ${size} MB filled the disk, ${stored.length} afterwards`)
  return [
    ...numberingFaults(session),
    ...countingFaults(stored, stored.length),
    ...(stored.length < before ? [`${before} actions were stored, ${stored.length} are left`] : []),
  ]
}

/** Writes until there is no room. Gives the megabytes. */
function fill(path: string): number {
  const file = openSync(path, 'w')
  const block = Buffer.alloc(64 * 1024)
  let written = 0
  try {
    for (;;) written += writeSync(file, block)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    closeSync(file)
  }
  return Math.round(written / 1e6)
}
