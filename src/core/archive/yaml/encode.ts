import type { Json } from '../../value'
import { yamlLines } from '../../yaml'
import type { Encoder } from '../encoder'
import { orderedDelta, orderedDocument, orderedEntry, orderedHeader, orderedMeta, orderedNote, orderedSummary } from '../texts'
import { yaml } from './layout'

const utf8 = new TextEncoder()

/** YAML in block style (SPEC: Y): readable, and to be edited by hand. */
export function createYamlEncoder(): Encoder {
  let sessions = 0
  let entries = 0
  return {
    header: (header) => utf8.encode(lines(orderedHeader(header))),
    session({ meta, delta, documents, notes = [], view }) {
      const begin = sessions++ === 0 ? `${yaml.sessions}\n` : ''
      entries = 0
      const changed = delta === undefined ? '' : `${yaml.delta}\n${lines(orderedDelta(delta), yaml.metaRest)}`
      const noted = notes.length > 0 ? listText(yaml.notes, notes.map(orderedNote)) : ''
      const viewed = view === undefined ? '' : `${yaml.view}\n${lines(view, yaml.viewRest)}`
      return utf8.encode(
        `${begin}${yaml.meta}\n${lines(orderedMeta(meta), yaml.metaRest)}${changed}${listText(yaml.documents, documents.map(orderedDocument))}${noted}${viewed}`,
      )
    },
    entries(chunk) {
      const begin = entries === 0 ? `${yaml.entries}\n` : ''
      entries += chunk.entries.length
      return utf8.encode(begin + chunk.entries.map((entry) => itemText(orderedEntry(entry))).join(''))
    },
    sessionEnd: () => utf8.encode(entries === 0 ? `${yaml.entries}${yaml.none}\n` : ''),
    summary(summary) {
      const none = sessions === 0 ? `${yaml.noSessions}\n` : ''
      return utf8.encode(`${none}${yaml.summary}\n${lines({ ...orderedSummary(summary), sha256: summary.sha256 }, yaml.summaryRest)}`)
    },
  }
}

function listText(name: string, items: readonly object[]): string {
  return items.length === 0 ? `${name}${yaml.none}\n` : `${name}\n${items.map(itemText).join('')}`
}

function itemText(item: object): string {
  return lines(item, yaml.item, yaml.itemRest)
}

/** Lines of what is JSON but for members that are not there. */
function lines(value: unknown, first = '', rest = first): string {
  return yamlLines(value as Json, first, rest)
}
