import { AppError, type ErrorReport, errorOf, reportOf } from '../core/errors'
import { type JobState, jobAnswer, jobRequest, type Schedule, scheduleRequest } from '../core/jobs'
import { z } from '../core/zod'

const jobId = z.string().check(z.minLength(1), z.maxLength(64))

/**
 * What the extension's own pages ask of the background: one request, one
 * answer. Pages of the web cannot reach it (`runtime.onMessage` hears only the
 * extension's contexts, and content scripts are told apart by their sender).
 */
const commandSchemas = {
  /** Begins recording a tab; the tab's open documents are asked to join. Answers the new session's id. */
  'recording/start': z.strictObject({ tab: z.int(), reload: z.boolean() }),
  /** Ends it, after the documents have handed over what they hold. */
  'recording/stop': z.strictObject({ tab: z.int() }),
  /** Whether the person allowed Playhead on a site. DevTools pages cannot ask the browser everywhere. */
  'sites/granted': z.strictObject({ origin: z.url() }),
  /** Opens the page where sites are allowed, with one filled in. */
  'sites/manage': z.strictObject({ origin: z.optional(z.url()) }),
  /** Takes a job down, under an id of the page's own making, and has it run. */
  'jobs/start': z.strictObject({ job: jobId, request: jobRequest }),
  /** What becomes of sessions that are here already, for an import that asks. */
  'jobs/answer': z.strictObject({ job: jobId, answer: jobAnswer }),
  'jobs/cancel': z.strictObject({ job: jobId }),
  /** Forgets a job and its file. */
  'jobs/dismiss': z.strictObject({ job: jobId }),
  /** The file of an export was handed over. */
  'jobs/saved': z.strictObject({ job: jobId }),
  'jobs/list': z.strictObject({}),
  /** Begins exports that follow each other by themselves, under an id of the page's own making. */
  'schedules/start': z.extend(scheduleRequest, { id: jobId }),
  'schedules/stop': z.strictObject({ id: jobId }),
  'schedules/list': z.strictObject({}),
} as const

export type CommandName = keyof typeof commandSchemas
export type CommandInput<Name extends CommandName> = z.infer<(typeof commandSchemas)[Name]>

interface CommandAnswers {
  readonly 'recording/start': { readonly session: string }
  readonly 'recording/stop': Readonly<Record<never, never>>
  readonly 'sites/granted': { readonly granted: boolean }
  readonly 'sites/manage': Readonly<Record<never, never>>
  readonly 'jobs/start': Readonly<Record<never, never>>
  readonly 'jobs/answer': Readonly<Record<never, never>>
  readonly 'jobs/cancel': Readonly<Record<never, never>>
  readonly 'jobs/dismiss': Readonly<Record<never, never>>
  readonly 'jobs/saved': Readonly<Record<never, never>>
  readonly 'jobs/list': { readonly jobs: readonly JobState[] }
  readonly 'schedules/start': Readonly<Record<never, never>>
  readonly 'schedules/stop': Readonly<Record<never, never>>
  readonly 'schedules/list': { readonly schedules: readonly Schedule[] }
}
export type CommandAnswer<Name extends CommandName> = CommandAnswers[Name]

/** How a command travels; `playhead` keeps it apart from other messages on the same wire. */
interface CommandMessage {
  readonly playhead: 'command'
  readonly name: string
  readonly input: unknown
}

type Answered = { readonly ok: true; readonly answer: unknown } | { readonly ok: false; readonly error: ErrorReport }

const commandMessage = z.object({ playhead: z.literal('command'), name: z.string(), input: z.unknown() })
const answered = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), answer: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) }),
  }),
])

export type CommandHandlers = { readonly [Name in CommandName]: (input: CommandInput<Name>) => Promise<CommandAnswer<Name>> }

export type SendCommand = <Name extends CommandName>(name: Name, input: CommandInput<Name>) => Promise<CommandAnswer<Name>>

/** Sends commands over `send`, the transport's request call. Rejects with the `AppError` that the handler threw. */
export function createCommandClient(send: (message: unknown) => Promise<unknown>): SendCommand {
  return async (name, input) => {
    const message: CommandMessage = { playhead: 'command', name, input }
    const reply = answered.parse(await send(message))
    if (!reply.ok) throw errorOf(reply.error)
    return reply.answer as CommandAnswer<typeof name>
  }
}

/** The answer to a message, or undefined when it is no command (another listener may want it). */
export function answerCommand(message: unknown, handlers: Partial<CommandHandlers>): Promise<Answered> | undefined {
  const parsed = commandMessage.safeParse(message)
  if (!parsed.success) return undefined
  return run(parsed.data.name, parsed.data.input, handlers).then(
    (answer) => ({ ok: true, answer }),
    (error: unknown) => ({ ok: false, error: reportOf(error) }),
  )
}

async function run(name: string, input: unknown, handlers: Partial<CommandHandlers>): Promise<unknown> {
  if (!Object.hasOwn(commandSchemas, name) || !Object.hasOwn(handlers, name))
    throw new AppError('bridge/bad-message', { from: 'a page', why: 'no such command' })
  const known = name as CommandName
  const parsed = commandSchemas[known].safeParse(input)
  if (!parsed.success) throw new AppError('bridge/bad-message', { from: 'a page', why: `the input of ${known} has the wrong shape` })
  const handler = handlers[known] as (input: unknown) => Promise<unknown>
  return handler(parsed.data)
}
