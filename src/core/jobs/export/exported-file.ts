import type { Checkpoint } from '../../delta'
import { AppError } from '../../errors'
import type { Kind } from '../../model'
import { z } from '../../zod'
import { exportRequest } from '../job-schema'
import type { ExportRequest } from '../job-state'
import type { RowTable } from '../row-table'

/**
 * What is kept of a file that was exported, so that a later one can hold what came
 * after it alone. It never leaves this browser.
 */
export interface ExportedFile {
  /** That of the job that made it. */
  readonly id: string
  /** The name under which it was handed over. */
  readonly name: string
  /** The file that it goes on from; absent for a full one. */
  readonly follows?: string | undefined
  readonly request: ExportRequest
  /** The secret behind the tokens of names, one for all files of a chain; absent where nothing was sanitized. */
  readonly tokenKey?: string | undefined
  readonly checkpoint: Checkpoint
}

export type ExportedFiles = RowTable<ExportedFile>

const count = z.number().check(z.nonnegative())
const sum = z.string().check(z.regex(/^[\da-f]{64}$/))
const counts = z.strictObject({ state: count, component: count, event: count, performance: count } satisfies Record<Kind, unknown>)

const checkpoint: z.ZodMiniType<Checkpoint> = z.strictObject({
  sha256: sum,
  full: sum,
  number: count,
  writtenAt: z.number(),
  engine: count,
  sessions: z.array(
    z.strictObject({
      id: z.string(),
      lastSeq: count,
      entries: count,
      kinds: counts,
      chain: sum,
      frame: sum,
      notes: z.array(z.strictObject({ id: z.string(), sha256: sum })),
    }),
  ),
})

const exportedFile: z.ZodMiniType<ExportedFile> = z.strictObject({
  id: z.string(),
  name: z.string(),
  follows: z.optional(z.string()),
  request: exportRequest,
  tokenKey: z.optional(z.string()),
  checkpoint,
})

/** A row as an exported file, or undefined when it is none (of another version, say). */
export function parseExportedFile(row: unknown): ExportedFile | undefined {
  const parsed = exportedFile.safeParse(row)
  return parsed.success ? parsed.data : undefined
}

/** A file and those that it goes on from, the full one first. Rejects with `delta/no-base` where one of them is not known any more. */
export async function chainUpTo(files: Pick<ExportedFiles, 'get'>, id: string): Promise<readonly [ExportedFile, ...ExportedFile[]]> {
  const last = await files.get(id)
  if (last === undefined) throw new AppError('delta/no-base')
  return last.follows === undefined ? [last] : [...(await chainUpTo(files, last.follows)), last]
}
