import { errors, errorText, reportOf } from '../../core/errors'
import { visibleText } from '../../core/visible-text'
import type { Command } from '../command'
import { withInput } from '../input'
import type { Io } from '../io'
import { jsonText } from '../json-text'
import { printLines } from '../print'
import { readFile } from '../read-file'

export const validate: Command = {
  usage: 'validate FILE… [--json]',
  summary: 'Check session files from the first byte to the last.',
  help: `
One line for each file: that it is whole, or what is wrong with it and where. Ends
with 0 if all are good, else with the exit code of the first that is not.

  --json   one JSON object for each file, one per line

  playhead validate *.playhead.json.gz`,
  options: { json: { type: 'boolean' } },
  files: { least: 1, most: Number.POSITIVE_INFINITY },
  async run({ files, flag }, io) {
    let exit = 0
    for (const file of files) {
      const verdict = await verdictOn(io, file)
      await printLines(io, [flag('json') ? jsonText({ file, ...verdict }) : lineOf(file, verdict)])
      if (exit === 0 && verdict.error !== undefined) exit = errors[verdict.error.code].exit
    }
    return exit
  },
}

type Verdict =
  | {
      readonly valid: true
      readonly verified: boolean
      readonly sessions: number
      readonly entries: number
      readonly delta?: number
      readonly error?: undefined
    }
  | { readonly valid: false; readonly error: ReturnType<typeof reportOf> }

async function verdictOn(io: Io, name: string): Promise<Verdict> {
  try {
    return await withInput(io, name, async (file) => {
      let delta: number | undefined
      const counts = { verified: false, sessions: 0, entries: 0 }
      for await (const part of readFile(io, file, { deltas: true })) {
        if (part.part === 'header') delta = part.header.delta?.number
        else if (part.part === 'session') counts.sessions++
        else if (part.part === 'entries') counts.entries += part.entries.length
        else if (part.part === 'end') counts.verified = part.verified
      }
      return { valid: true, ...counts, ...(delta !== undefined && { delta }) }
    })
  } catch (error) {
    // Interrupted: no verdict on any file.
    io.signal.throwIfAborted()
    return { valid: false, error: reportOf(error) }
  }
}

function lineOf(file: string, verdict: Verdict): string {
  const name = visibleText(file)
  if (!verdict.valid) {
    const { code, detail } = verdict.error
    return `${name}: bad [${code}] ${visibleText(errorText(code, detail))}`
  }
  const { sessions, entries, verified, delta } = verdict
  const counts = `${sessions} ${sessions === 1 ? 'session' : 'sessions'}, ${entries.toLocaleString('en')} entries`
  const kind = delta === undefined ? '' : `, what came after another file (number ${delta} of its chain)`
  return `${name}: good, ${counts}${kind}${verified ? '' : '; not verified, as another tool rewrote it'}`
}
