import { once } from 'node:events'
import type { Io } from './io'

const CHUNK = 64 * 1024

/** Writes text to standard output, and waits until it takes more. */
export async function printText({ stdout, signal }: Pick<Io, 'stdout' | 'signal'>, text: string): Promise<void> {
  if (text === '') return
  // Else there would be nothing to wait for.
  if (stdout.errored !== null) throw stdout.errored
  if (!stdout.write(text)) await once(stdout, 'drain', { signal })
}

/** Writes the lines to standard output, as fast as it takes them. */
export async function printLines(io: Io, lines: Iterable<string> | AsyncIterable<string>): Promise<void> {
  let text = ''
  for await (const line of lines) {
    text += `${line}\n`
    if (text.length < CHUNK) continue
    await printText(io, text)
    text = ''
  }
  await printText(io, text)
}
