/**
 * `npm start`: sets up, builds, and shows Playhead at work on the demo shop. In
 * a real Chromium it records a visit, exports a sanitized file to ./out and
 * prints what is in it. With a display the browser then stays open to play
 * with; `-- --headless` and `-- --open` choose.
 */
import { main, runScript } from './lib/child.mjs'
import { setup } from './lib/setup.mjs'

await main(async () =>
  runScript(await setup({ browsers: ['chromium'] }), 'scripts/lib/run-ts.mjs', ['scripts/lib/start.ts', ...process.argv.slice(2)]),
)
