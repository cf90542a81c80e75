import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureCliBuilt } from '../../../scripts/lib/build-cli.mjs'
import { removeFolder, tempFolder } from '../temp'
import type { Outcome } from './outcome'
import { type CommandPoint, type CommandWork, commandPoints } from './points'
import { sampleOf } from './sample'

/** A folder with session files for every command, and one for what commands keep meanwhile. */
interface Bench {
  readonly cli: string
  readonly inputs: string
  readonly out: string
  readonly kept: string
}

const outName = 'out.session.json'

/** The arguments of each command, without where to write. */
const argumentsOf: Readonly<Record<CommandWork, (file: (name: string) => string, out: string) => readonly string[]>> = {
  convert: (file, out) => [file('new.json.gz'), out],
  sanitize: (file, out) => [file('new.json.gz'), out],
  // Its sessions stand in another order than the files: one of them is taken apart.
  merge: (file, out) => [file('new.json.gz'), file('other.json.gz'), '-o', out],
  delta: (file, out) => [file('base.json.gz'), file('new.json.gz'), '-o', out],
  apply: (file, out) => [file('base.json.gz'), file('delta.json.gz'), '-o', out],
}

export interface CommandKillOptions {
  readonly seed: number
  readonly count: number
  readonly entries: number
  tell?(outcome: Outcome): void
}

/** Kills commands while they read, write and check, and looks what they leave. */
export async function killCommands({ seed, count, entries, tell }: CommandKillOptions): Promise<readonly Outcome[]> {
  const folder = tempFolder('cli-kills')
  try {
    const bench = await prepare(folder, entries)
    const whole = new Map<CommandWork, Whole>()
    const outcomes: Outcome[] = []
    for (const point of commandPoints(seed, count)) {
      const expected = whole.get(point.work) ?? (await undisturbed(bench, point.work))
      whole.set(point.work, expected)
      const outcome = await killAt(bench, point, expected)
      outcomes.push(outcome)
      tell?.(outcome)
    }
    return outcomes
  } finally {
    removeFolder(folder)
  }
}

async function prepare(folder: string, entries: number): Promise<Bench> {
  const bench = { cli: await ensureCliBuilt(), inputs: join(folder, 'in'), out: join(folder, 'out'), kept: join(folder, 'kept') }
  for (const path of [bench.inputs, bench.out, bench.kept]) mkdirSync(path)
  const write = async (name: string, id: string, count: number) => {
    writeFileSync(join(bench.inputs, name), (await sampleOf(id, count)).file)
  }
  await write('new.json.gz', 'session', entries)
  await write('base.json.gz', 'session', Math.floor(entries / 2))
  await write('other.json.gz', 'another', entries)
  await run(bench, ['delta', ...argumentsOf.delta((name) => join(bench.inputs, name), join(bench.inputs, 'delta.json.gz')), '--gzip'])
  return bench
}

interface Whole {
  readonly bytes: number
  readonly sha256: string
}

async function undisturbed(bench: Bench, work: CommandWork): Promise<Whole> {
  await run(bench, argsOf(bench, work))
  const written = readFileSync(join(bench.out, outName))
  rmSync(join(bench.out, outName))
  return { bytes: written.length, sha256: sha256Of(written) }
}

function argsOf({ inputs, out }: Bench, work: CommandWork): readonly string[] {
  return [work, ...argumentsOf[work]((name) => join(inputs, name), join(out, outName))]
}

function start({ cli, kept }: Bench, args: readonly string[]) {
  return spawn(process.execPath, [cli, ...args], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: kept, TEMP: kept, TMP: kept },
  })
}

async function run(bench: Bench, args: readonly string[]): Promise<void> {
  const [code] = await once(start(bench, args), 'close')
  if (code !== 0) throw new Error(`playhead ${args.join(' ')} ended with ${code}`)
}

async function killAt(bench: Bench, point: CommandPoint, whole: Whole): Promise<Outcome> {
  const child = start(bench, argsOf(bench, point.work))
  const ended = once(child, 'close')
  const seen = await reach(bench, point, whole, child)
  child.kill(point.signal)
  const [code, signal] = await ended
  const { became, faults } = judge(bench, point, whole)
  const isFinished = code === 0
  // One that has not begun to listen has begun nothing else.
  if (point.signal === 'SIGINT' && !isFinished && code !== 130 && seen.phase !== 'read') faults.push(`it ended with ${code ?? signal}`)
  for (const path of [bench.out, bench.kept]) for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true })
  return { ...point, victim: `command line, ${point.signal}`, seen, became: isFinished ? 'had ended' : became, faults }
}

/** Looks again and again, as nobody tells, until the command is as far as told or ended. */
async function reach(
  bench: Bench,
  { phase, share }: CommandPoint,
  whole: Whole,
  child: ReturnType<typeof start>,
): Promise<Outcome['seen']> {
  const looks = { read: 0, write: 1, check: 2, ended: 3 }
  for (;;) {
    const seen = child.exitCode === null ? seenIn(bench, whole) : { phase: 'ended' as const, share: 1 }
    const isThere = phase === 'write' ? seen.share >= share : phase === 'check' || isReading(bench, child.pid)
    if (looks[seen.phase] > looks[phase] || (seen.phase === phase && isThere)) return seen
    await new Promise((look) => setImmediate(look))
  }
}

function seenIn({ out, kept }: Bench, whole: Whole): { readonly phase: 'read' | 'write' | 'check' | 'ended'; readonly share: number } {
  if (existsSync(join(out, outName))) return { phase: 'ended', share: 1 }
  const files = filesBelow(out)
  if (files.some((path) => path.endsWith('written'))) return { phase: 'check', share: 0 }
  const written = files.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0)
  return readdirSync(out).length + readdirSync(kept).length === 0
    ? { phase: 'read', share: 0 }
    : { phase: 'write', share: written / whole.bytes }
}

/** Whether it has one of its files open. Only Linux tells; elsewhere it may not have come so far. */
function isReading({ inputs }: Bench, pid = 0): boolean {
  if (process.platform !== 'linux') return true
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith(inputs))
  } catch {
    // One of them was closed meanwhile, or the process has ended: the next look tells.
    return false
  }
}

/** Of a folder in which the command is at work: none, where it took a folder away while this looked into it. */
function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
    )
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function judge({ out, kept }: Bench, { signal }: CommandPoint, whole: Whole): { became: Outcome['became']; readonly faults: string[] } {
  const faults: string[] = []
  const path = join(out, outName)
  const isThere = existsSync(path)
  if (isThere && sha256Of(readFileSync(path)) !== whole.sha256) faults.push('the file is there, and not whole')
  const rest = [...readdirSync(out).filter((name) => name !== outName), ...readdirSync(kept)]
  if (signal === 'SIGINT' && rest.length > 0) faults.push(`left over: ${rest.join(', ')}`)
  for (const name of readdirSync(out)) {
    // Nobody's list of files shows it, and no glob for session files finds it.
    if (name !== outName && !(name.startsWith('.') && statSync(join(out, name)).isDirectory())) faults.push(`looks like a file: ${name}`)
  }
  return { became: isThere ? 'whole file' : rest.length > 0 ? 'no file, a hidden rest' : 'no file', faults }
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
