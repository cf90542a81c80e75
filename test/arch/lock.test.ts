import { describe, expect, it } from 'vitest'
import { read } from './sources'

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly hasInstallScript?: boolean
}

const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(read('package-lock.json'))
const manifest = JSON.parse(read('package.json'))
const packages = Object.entries(lock.packages).filter(([path]) => path !== '')

describe('the lock file', () => {
  it('names no address, so that every registry serves it', () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
    expect(read('.npmrc')).toContain('omit-lockfile-registry-resolved=true')
  })

  it('names the hash of every package', () => {
    expect(packages.filter(([, { integrity }]) => !integrity).map(([path]) => path)).toEqual([])
  })

  it('pins linkedom before the release whose dependency is missing from the registry', () => {
    expect(lock.packages['node_modules/linkedom']?.version).toBe('0.18.12')
  })

  it('lets run no install script but those that package.json decided on', () => {
    const scripted = packages
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path, { version }]) => [path.replace('node_modules/', ''), version])
    const decided = Object.keys(manifest.allowScripts).map((entry) => /^(@?[^@]+)/.exec(entry)?.[1])
    expect(scripted.map(([name]) => name).sort()).toEqual(decided.sort())
    expect(manifest.allowScripts).toMatchObject(
      Object.fromEntries(scripted.filter(([name]) => name === 'node').map(([name, version]) => [`${name}@${version}`, true])),
    )
  })

  it('comes from exact versions', () => {
    const all: Record<string, string> = { ...manifest.dependencies, ...manifest.devDependencies }
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })
})
