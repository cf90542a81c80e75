import type { JobState } from '../../../src/core/jobs'

/**
 * What tests run inside a page of the extension. Each function stands alone: it
 * is sent as text and sees only its arguments and the globals there.
 */

interface Api {
  runtime: {
    sendMessage(message: unknown): Promise<{ readonly ok: boolean; readonly answer?: unknown; readonly error?: unknown } | undefined>
    onMessage: { addListener(listener: (message: unknown, sender: unknown, reply: (answer: unknown) => void) => void): void }
  }
}
declare const browser: Api | undefined
declare const chrome: Api

/** Sends a command to the background, as the panel does. */
export async function command(name: string, input: unknown): Promise<unknown> {
  const api = typeof browser === 'undefined' ? chrome : browser
  const reply = await api.runtime.sendMessage({ playhead: 'command', name, input })
  if (reply?.ok !== true) throw new Error(`the command ${name} failed: ${JSON.stringify(reply)}`)
  return reply.answer
}

/** Puts a file (base64) where imports are staged, as the panel does with a dropped one. */
export async function stage(name: string, base64: string): Promise<void> {
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle('staging', { create: true })
  const writable = await (await folder.getFileHandle(name, { create: true })).createWritable()
  await writable.write(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)))
  await writable.close()
}

/** Names of the staged files. */
export async function staged(): Promise<readonly string[]> {
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle('staging', { create: true })
  const names: string[] = []
  for await (const name of folder.keys()) names.push(name)
  return names
}

/** The job once it ended, or undefined while it goes on. */
export async function ended(id: string): Promise<JobState | undefined> {
  const api = typeof browser === 'undefined' ? chrome : browser
  const reply = await api.runtime.sendMessage({ playhead: 'command', name: 'jobs/list', input: {} })
  const { jobs } = (reply?.answer ?? { jobs: [] }) as { readonly jobs: readonly JobState[] }
  return jobs.find((job) => job.id === id && ['ready', 'done', 'failed', 'cancelled'].includes(job.phase))
}

/** Answers the host's offers from here on: this page takes finished files. Counts them on `window.offers`. */
export async function takeOffers(): Promise<void> {
  const api = typeof browser === 'undefined' ? chrome : browser
  const counted = window as unknown as { offers: string[] }
  counted.offers = []
  api.runtime.onMessage.addListener((message, _sender, reply) => {
    const offer = message as { readonly playhead?: string; readonly id?: string }
    if (offer.playhead !== 'job-offer') return
    counted.offers.push(offer.id ?? '')
    reply(true)
  })
}

export async function offers(): Promise<readonly string[]> {
  return (window as unknown as { offers: string[] }).offers
}
