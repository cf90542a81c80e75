import { bundles, filesOf } from './test/budget/bundles.mjs'

export default bundles.map(({ name, entry, limit, why }) => ({
  name,
  path: filesOf(entry).map((file) => `.output/chrome-mv3/${file}`),
  limit,
  message: why,
  gzip: true,
}))
