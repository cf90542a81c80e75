import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { ensureCliBuilt } from '../../../scripts/lib/build-cli.mjs'
import { fileSum, type LargeFile, writeLargeFile } from './large-file'
import { watchMemory } from './process-memory'
import { promisedFor, type SizeRow } from './size-row'

/** Converts a file to the smallest format and back, and has every command read it that reads files. */
export async function commandSizes(
  folder: string,
  bytes: number,
  { sanitize, tell }: { readonly sanitize: boolean; tell(row: SizeRow): void },
): Promise<readonly SizeRow[]> {
  const cli = await ensureCliBuilt()
  const tiny = await writeLargeFile(join(folder, 'tiny.json'), 1)
  const began = performance.now()
  const large = await writeLargeFile(join(folder, 'large.json'), bytes)
  const rows: SizeRow[] = []
  const add = (row: SizeRow) => {
    rows.push(row)
    tell(row)
  }
  const promised = promisedFor(large.largest)
  add({ what: 'generating it', bytes: large.bytes, time: performance.now() - began, idle: 0, peak: 0, promised, faults: [] })
  const work = async (args: readonly string[], check: (out: string) => Promise<string | undefined> | string | undefined) => {
    // Idle is a command that has all of its code and next to nothing to do.
    const idle = (
      await runCommand(
        cli,
        args.map((arg) => tinyOf.get(arg) ?? arg),
      )
    ).peak
    const { code, out, ...figures } = await runCommand(cli, args)
    const fault = code === 0 ? await check(out) : `it ended with ${code}`
    const what = ['playhead', ...args].map((arg) => arg.replace(`${folder}/`, '')).join(' ')
    add({ what, bytes: statSync(args[1] ?? '').size, idle, promised, ...figures, faults: fault === undefined ? [] : [fault] })
  }
  const [packed, back, clean] = ['large.msgpack.gz', 'back.json', 'clean.json.gz'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const tinyOf = new Map([large.path, packed, back, clean].map((path) => [path, path === large.path ? tiny.path : `${path}.tiny`]))
  const none = () => undefined
  await work(['convert', large.path, packed, '--format', 'msgpack', '--gzip'], none)
  await work(['convert', packed, back], async () => ((await fileSum(back)) === large.sha256 ? undefined : 'another file came back'))
  rmSync(back, { force: true })
  await work(['validate', packed], (out) => saysCount(out, large))
  await work(['inspect', packed], none)
  await work(['state', packed, '--source', 'store'], (out) =>
    JSON.stringify(JSON.parse(out)) === JSON.stringify(large.state) ? undefined : 'another state is told',
  )
  if (sanitize) {
    await work(['sanitize', packed, clean, '--gzip=fast'], none)
    await work(['validate', clean], (out) => saysCount(out, large))
  }
  return rows
}

function saysCount(out: string, { entries }: LargeFile): string | undefined {
  return out.includes(` ${entries.toLocaleString('en')} entries`) ? undefined : `it says ${out.slice(0, 200)}`
}

async function runCommand(cli: string, args: readonly string[]) {
  const began = performance.now()
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const memory = watchMemory(child.pid ?? 0)
  const ended = once(child, 'close')
  const out = await text(child.stdout)
  const [code] = await ended
  return { code: Number(code), out, time: performance.now() - began, peak: memory.peak() }
}
