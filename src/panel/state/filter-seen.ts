import type { Seen } from '../selectors/filter/complete'
import { hostOf } from '../selectors/filter/values'
import type { TimelineIndex } from '../selectors/timeline-index'

/** More hosts than anybody chooses from. */
const MOST_HOSTS = 200
/** Addresses looked at in one go; the others come with the next look. */
const STRIDE = 20_000

/** What the session holds of what can be asked for, as of now. */
export function createFilterSeen(index: TimelineIndex, sourceName: (source: number) => string, tags: () => readonly string[]): () => Seen {
  const hosts = new Set<string>()
  let looked = 0

  function lookForHosts(): readonly string[] {
    const { names } = index.facts.urls
    const until = Math.min(names.length, looked + STRIDE)
    for (; looked < until && hosts.size < MOST_HOSTS; looked++) {
      const [, host] = hostOf(names[looked] ?? '')
      if (host !== '') hosts.add(host)
    }
    return [...hosts]
  }

  return () => ({
    types: [...new Set(index.types.map(({ type }) => type))],
    sources: [...new Set(index.sources.map((_, source) => sourceName(source)))],
    actions: index.facts.actions.names,
    methods: index.facts.methods.names,
    hosts: lookForHosts(),
    tags: tags(),
  })
}
