import { setFlagsFromString } from 'node:v8'
import { createBrowserEnv } from '../host/env'
import { run } from './run'

// The space for what is young would grow to a hundred megabytes and more, whatever is held: as it was at the beginning it is
// as fast, for what passes through here is seldom needed twice.
setFlagsFromString('--semi-space-growth-factor=1')

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
