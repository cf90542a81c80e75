import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from '../../../scripts/lib/paths.mjs'
import { removeFolder, tempFolder } from '../../harness/temp'

/** A package that holds a built app: of it only its files are needed, none of what it depends on. */
export interface PublishedApp {
  readonly name: string
  readonly version: string
  /** Of the packed file, as the registry and lock files write it. */
  readonly integrity: string
}

/**
 * The folder of the package's files. It is fetched once, with npm, when something
 * is recorded with it: as a dependency it would bring hundreds of packages that
 * everybody had to install, and nothing but a recording uses it.
 */
export function publishedFiles({ name, version, integrity }: PublishedApp): string {
  const kept = inProject(`.output/bench/packages/${name}-${version}`)
  if (existsSync(kept)) return join(kept, 'package')
  const folder = tempFolder('package')
  try {
    run('npm', ['pack', `${name}@${version}`, '--ignore-scripts', '--silent', '--pack-destination', folder])
    const packed = join(folder, `${name}-${version}.tgz`)
    const found = `sha512-${createHash('sha512').update(readFileSync(packed)).digest('base64')}`
    if (found !== integrity) throw new Error(`${name}@${version} is not what it was: ${found}`)
    const unpacked = `${kept}.unpacking`
    removeFolder(unpacked)
    mkdirSync(unpacked, { recursive: true })
    run('tar', ['-xzf', packed, '-C', unpacked])
    renameSync(unpacked, kept)
    return join(kept, 'package')
  } finally {
    removeFolder(folder)
  }
}

function run(command: string, words: readonly string[]): void {
  // npm is a .cmd file on Windows, which only a shell can start.
  const { status, error, stderr } = spawnSync(command, words, { shell: process.platform === 'win32', encoding: 'utf8' })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with code ${status}: ${stderr}`)
}
