import type { JobState } from '../../../core/jobs'
import { defaultTemplates, type RulePack, type TemplateId } from '../../../core/model'
import type { Selection } from '../../../core/selection'
import type { ExportRequest } from '../../deps'
import type { TimeRange } from '../time-range'
import { type ExportShape, isSame, usualShape } from './choice'
import { type Again, isUsable } from './following'

/** All that is chosen of one export. */
export interface ExportChoice extends ExportShape {
  readonly sessions: readonly string[]
  /** The names of the only sources whose entries go in; undefined for all. */
  readonly sources: readonly string[] | undefined
  /** Undefined for all of the time. */
  readonly range: Partial<TimeRange> | undefined
  readonly sanitize: boolean
  /** What is looked for, one at least. */
  readonly templates: readonly TemplateId[]
  /** The exported file that this one goes on from; undefined for all of it. */
  readonly since: string | undefined
  /** How files with what came after follow by themselves; undefined for not at all. */
  readonly again: Again | undefined
  /** Of the file; undefined for that of its first session. */
  readonly name?: string | undefined
}

/** Why nothing can be exported as it is chosen. */
export type ExportProblem = 'noSession' | 'noSource' | 'backwards' | 'again'

export function problemOf({ sessions, sources, range, again }: ExportChoice): ExportProblem | undefined {
  if (sessions.length === 0) return 'noSession'
  if (sources?.length === 0) return 'noSource'
  if (again !== undefined && !isUsable(again)) return 'again'
  const { from = -Infinity, until = Infinity } = range ?? {}
  return from > until ? 'backwards' : undefined
}

/**
 * What is asked of the job. What is as it is for everybody who asks for nothing is
 * not said. `packs`: a person's own rules; what goes on from a file has that file's.
 */
export function requestOf(choice: ExportChoice, packs: readonly RulePack[] = []): ExportRequest {
  const { format, compression, sessions, sanitize, templates, since, name } = choice
  const selection = selectionOf(choice)
  const withPacks = sanitize && since === undefined && packs.length > 0
  // A pack may name templates of its own, for where nobody says which: here somebody does.
  const withTemplates = sanitize && (withPacks || templates.join() !== defaultTemplates.join())
  return {
    kind: 'export',
    sessions,
    ...(name !== undefined && { name }),
    ...(format !== usualShape.format && { format }),
    ...(compression !== usualShape.compression && { compression }),
    ...(selection !== undefined && { selection }),
    ...(!sanitize && { sanitize }),
    ...(withTemplates && { templates }),
    ...(withPacks && { packs }),
    ...(since !== undefined && { since }),
  }
}

/** The same for requests that find the same: how a file is written and called makes no difference. */
export function sameFindings({ sessions, selection, sanitize, templates, packs, since }: ExportRequest): string {
  return JSON.stringify({ sessions, selection, sanitize, templates, packs, since })
}

/** True for a job that only tells what would be redacted. */
export function isPreview({ request }: Pick<JobState, 'request'>): boolean {
  return request.kind === 'export' && request.preview === true
}

function selectionOf({ without, sources, range }: ExportChoice): Selection | undefined {
  const { from, until } = range ?? {}
  const part = { ...(sources && { sources }), ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
  const isUsual = isSame({ ...usualShape, without }, usualShape) && Object.keys(part).length === 0
  return isUsual ? undefined : { without, ...part }
}
