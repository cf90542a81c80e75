import type { Json } from '../../value'
import { joinBytes } from '../bytes'
import type { Encoder } from '../encoder'
import type { ArchiveDocument } from '../schema'
import { orderedDelta, orderedDocument, orderedHeader, orderedMeta, orderedNote, orderedSummary } from '../texts'
import { toEntryColumns } from './entry-columns'
import { packedText } from './forms'
import { arrayHead, mapHead, pack } from './packer'
import { toColumn } from './to-columns'

/** One document of MessagePack, entries in columns (SPEC: P). `chunks`: how many chunks of entries each session has, as arrays say their length first. */
export function createMsgpackEncoder(chunks: readonly number[]): Encoder {
  let session = 0
  let documents: readonly ArchiveDocument[] = []
  return {
    header(header) {
      const members = Object.entries(orderedHeader(header)).flatMap(([name, value]) => [pack(name), packMembers(value)])
      return joinBytes([mapHead(members.length / 2 + 2), ...members, pack('sessions'), arrayHead(chunks.length)])
    },
    session({ meta, delta, documents: listed, notes = [], view }) {
      documents = listed
      return joinBytes([
        mapHead(3 + (delta === undefined ? 0 : 1) + (notes.length > 0 ? 1 : 0) + (view === undefined ? 0 : 1)),
        ...[pack('meta'), packMembers(orderedMeta(meta))],
        ...(delta === undefined ? [] : [pack('delta'), packMembers(orderedDelta(delta))]),
        ...[pack('documents'), packMembers(listed.map(orderedDocument))],
        ...(notes.length > 0 ? [pack('notes'), packMembers(notes.map(orderedNote))] : []),
        // As a column: its members have any names.
        ...(view === undefined ? [] : [pack('view'), pack(toColumn([view as Json]))]),
        ...[pack('entries'), arrayHead(chunks[session++] ?? 0)],
      ])
    },
    entries: ({ entries }) => pack(toEntryColumns(entries, documents)),
    sessionEnd: () => new Uint8Array(0),
    summary: (summary) => joinBytes([pack('summary'), packMembers({ ...orderedSummary(summary), sha256: summary.sha256 })]),
  }
}

/** What is made of our own members: without those that are not there, and with texts that MessagePack can hold. */
function packMembers(value: unknown) {
  return pack(packable(value))
}

function packable(value: unknown): unknown {
  if (typeof value === 'string') return packedText(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(packable)
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : [[name, packable(member)]])))
}
