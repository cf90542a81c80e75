import { joinBytes } from '../bytes'
import { chunkSeparator } from '../chunks'
import type { Encoder } from '../encoder'
import { deltaLine, documentText, headerLine, line, metaLine, noteText, summaryLine, viewLine } from './layout'

const utf8 = new TextEncoder()
const separator = utf8.encode(chunkSeparator)

/** JSON in the writer's layout: an entry on each line. */
export function createJsonEncoder(): Encoder {
  let sessions = 0
  let entries = 0
  return {
    header: (header) => utf8.encode(`${headerLine(header)}\n`),
    session({ meta, delta, documents, notes = [], view }) {
      const before = sessions++ > 0 ? ',\n' : ''
      entries = 0
      // Left out where there are none, as they are in files that are older than notes.
      const noted = notes.length > 0 ? listText(line.notes, notes.map(noteText), line.notesEnd) : ''
      const viewed = view === undefined ? '' : `${viewLine(view)}\n`
      const listed = listText(line.documents, documents.map(documentText), line.documentsEnd)
      return utf8.encode(
        `${before}${metaLine(meta)}\n${delta === undefined ? '' : `${deltaLine(delta)}\n`}${listed}${noted}${viewed}${line.entries}\n`,
      )
    },
    entries({ json }) {
      return entries++ > 0 ? joinBytes([separator, json]) : json
    },
    sessionEnd: () => utf8.encode(entries > 0 ? `\n${line.sessionEnd}` : line.sessionEnd),
    summary: (summary) => utf8.encode(`${sessions > 0 ? '\n' : ''}${line.sessionsEnd}\n${summaryLine(summary)}\n`),
  }
}

/** A list with one item on each line. */
function listText(begin: string, items: readonly string[], end: string): string {
  return `${begin}\n${items.join(',\n')}${items.length > 0 ? '\n' : ''}${end}\n`
}
