import { ensureBuilt } from '../../scripts/lib/build.mjs'

/** Before the first test in a browser: both builds are those of the sources as they are now. */
export default async function setup(): Promise<void> {
  await ensureBuilt()
}
