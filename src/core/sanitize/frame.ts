import type { ArchiveFrame } from '../archive'
import { type Json, recordedJson } from '../value'
import type { TextFormat } from './sanitizer'

/** What sanitizes the parts of a frame. */
interface FrameTexts {
  text(format: TextFormat, text: string): string
  /** Any other part: how somebody looked at the session. */
  value(value: Json): Json
}

/**
 * All of a session that is no entry, sanitized: every text that a page or a person
 * gave. Always in the same order, before the entries, so that every pass finds the
 * same. Ids stay: other parts of the session name them.
 */
export function sanitizeFrame(pass: FrameTexts, { meta, documents, notes, view }: ArchiveFrame): ArchiveFrame {
  const tagsOf = (tags: readonly string[]): readonly string[] => tags.map((tag) => pass.text('text', tag))
  return {
    meta: {
      ...meta,
      name: pass.text('name', meta.name),
      description: pass.text('text', meta.description),
      tags: tagsOf(meta.tags),
      origin: pass.text('url', meta.origin),
      // Whoever wrote the file may have put anything there.
      browser: pass.text('text', meta.browser),
      ...(meta.excerpt?.sources !== undefined && {
        excerpt: { ...meta.excerpt, sources: meta.excerpt.sources.map((source) => pass.text('name', source)) },
      }),
    },
    documents: documents.map((document) => ({
      ...document,
      url: pass.text('url', document.url),
      title: pass.text('text', document.title),
    })),
    ...(notes !== undefined && { notes: notes.map((note) => ({ ...note, text: pass.text('text', note.text), tags: tagsOf(note.tags) })) }),
    ...(view !== undefined && { view: pass.value(recordedJson(view)) }),
  }
}
