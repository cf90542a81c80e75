import { setFlagsFromString } from 'node:v8'
import { createBrowserEnv } from '../host/env'
import { run } from './run'

// Left to itself, Node lets the heap grow by a hundred megabytes and more, whatever is held. What passes through here is
// seldom needed twice: the space for what is young stays as it was at the beginning, the other one grows to twice what is
// held before it is cleared, and both cost next to no time.
for (const flag of ['--semi-space-growth-factor=1', '--heap-growing-percent=100']) setFlagsFromString(flag)

const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort())

const { stdin, stdout, stderr } = process
// Told to whoever writes next; without a listener it would end the process before that.
stdout.on('error', () => undefined)

process.exitCode = await run(
  process.argv.slice(2),
  { env: createBrowserEnv(), stdin, stdout, stderr, signal: interrupted.signal },
  import.meta.env.PLAYHEAD_VERSION,
)
