import { describe, expect, it } from 'vitest'
import { read } from './sources'

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly hasInstallScript?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(read('package-lock.json'))
const manifest = JSON.parse(read('package.json'))
const packages = Object.entries(lock.packages).filter(([path]) => path !== '')

describe('the lock file', () => {
  it('names no address, so that every registry serves it', () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
    expect(read('.npmrc')).toContain('omit-lockfile-registry-resolved=true')
  })

  it('names the hash of every package that is not for another kind of machine', () => {
    const forOthers = ({ optional, os, cpu }: Locked) => optional === true && os !== undefined && cpu !== undefined
    expect(packages.filter(([, locked]) => !locked.integrity && !forOthers(locked)).map(([path]) => path)).toEqual([])
  })

  it('lists the packages of every kind of machine, without which npm ci refuses', () => {
    const names = new Set(packages.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)))
    const missing = packages.flatMap(([, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).filter((name) => !names.has(name)),
    )
    expect(missing).toEqual([])
  })

  it('pins linkedom before the release whose dependency is missing from the registry', () => {
    expect(lock.packages['node_modules/linkedom']?.version).toBe('0.18.12')
  })

  it('lets run no install script but those that package.json decided on', () => {
    const scripted = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path.replace('node_modules/', ''))
    expect(Object.keys(manifest.allowScripts).sort()).toEqual(scripted.sort())
    // Node fetches its own binary; whatever else wants to run at install gets nothing.
    expect(Object.entries(manifest.allowScripts).filter(([, allowed]) => allowed)).toEqual([['node', true]])
  })

  it('comes from exact versions', () => {
    const all: Record<string, string> = { ...manifest.dependencies, ...manifest.devDependencies }
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })
})
