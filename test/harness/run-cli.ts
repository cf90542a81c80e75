import { Readable, Writable } from 'node:stream'
import { run } from '../../src/cli/run'
import { createTestEnv } from './test-env'

export interface CliOutcome {
  readonly exit: number
  readonly out: string
  readonly err: string
}

export interface CliSurroundings {
  readonly input?: string | Uint8Array
  readonly signal?: AbortSignal
  /** Standard error is a terminal, standard output is none. */
  readonly isTerminal?: boolean
}

/** Runs the command line in this process, with files of the disk and streams of our own. */
export async function runCli(args: readonly string[], { input = '', signal, isTerminal }: CliSurroundings = {}): Promise<CliOutcome> {
  const stdout = gather()
  const stderr = Object.assign(gather(), { isTTY: isTerminal === true })
  let now = 0
  const exit = await run(
    args,
    {
      // A second at each look: long enough for news of how far it is.
      env: { ...createTestEnv(), monotonic: () => (now += 1000) },
      stdin: Readable.from([Buffer.from(input)]),
      stdout,
      stderr,
      signal: signal ?? new AbortController().signal,
    },
    '1.2.3',
  )
  for (const stream of [stdout, stderr]) await new Promise<void>((ended) => stream.end(ended))
  return { exit, out: stdout.text(), err: stderr.text() }
}

function gather() {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk)
      // Later, as a pipe does: so whoever writes has to wait for it.
      setImmediate(done)
    },
  })
  return Object.assign(stream, { text: () => Buffer.concat(chunks).toString('utf8') })
}
