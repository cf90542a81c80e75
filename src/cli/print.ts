import { once } from 'node:events'
import type { Io } from './io'

const CHUNK = 64 * 1024

/** Writes the lines to standard output, as fast as it takes them. */
export async function printLines({ stdout, signal }: Io, lines: Iterable<string> | AsyncIterable<string>): Promise<void> {
  let text = ''
  async function flush(): Promise<void> {
    // Else there would be nothing to wait for.
    if (stdout.errored !== null) throw stdout.errored
    const isTaken = stdout.write(text)
    text = ''
    if (!isTaken) await once(stdout, 'drain', { signal })
  }
  for await (const line of lines) {
    text += `${line}\n`
    if (text.length >= CHUNK) await flush()
  }
  if (text !== '') await flush()
}
