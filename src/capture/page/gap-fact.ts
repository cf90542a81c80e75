import type { Fact, GapData, GapReason, Kind } from '../../core/model'

/** A gap of `kind`, of one source where it concerns only that. */
export function gapFact(kind: Kind, reason: GapReason, data: Omit<GapData, 'reason'> = {}, source?: string): Fact {
  return { kind, type: 'gap', source, data: { reason, ...data } }
}

/** What an error says, whatever was thrown, cut short. */
export function messageOf(error: unknown): string {
  try {
    const message = error instanceof Error ? error.message : error
    return typeof message === 'string' ? message.slice(0, 200) : typeof message
  } catch {
    // A page can throw things that throw when they are looked at.
    return 'unreadable'
  }
}
