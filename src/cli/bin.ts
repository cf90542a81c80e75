import { createBrowserEnv } from '../host/env'
import { run } from './run'

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
