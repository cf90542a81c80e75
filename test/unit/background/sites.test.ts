import { describe, expect, it } from 'vitest'
import { createSites } from '../../../src/background/record/sites'

const origins = ['http://localhost/*', 'http://shop.example/*']

interface Script {
  readonly id: string
  readonly matches: readonly string[]
}

/**
 * The browser's part: what is registered, by id, and what was done to it. Registering what is there already is an
 * error, as in the browser, and so is changing what is not there. Matches come back sorted, as from Chrome.
 */
function fakeBrowser() {
  const registered = new Map<string, Script>()
  const done: string[] = []
  const granted = { origins }
  const session: Record<string, unknown> = {}
  const note = (what: string, ids: readonly string[]) => done.push(`${what} ${ids.join(' ')}`)
  const api = {
    permissions: { getAll: async () => granted },
    scripting: {
      getRegisteredContentScripts: async ({ ids }: { readonly ids: readonly string[] }) =>
        [...registered.values()].filter(({ id }) => ids.includes(id)).map((script) => ({ ...script, matches: script.matches.toSorted() })),
      unregisterContentScripts: async ({ ids }: { readonly ids: readonly string[] }) => {
        note('unregister', ids)
        for (const id of ids) registered.delete(id)
      },
      registerContentScripts: async (scripts: readonly Script[]) => {
        note(
          'register',
          scripts.map(({ id }) => id),
        )
        for (const script of scripts) {
          if (registered.has(script.id)) throw new Error(`${script.id} is registered already`)
          registered.set(script.id, script)
        }
      },
      updateContentScripts: async (scripts: readonly Script[]) => {
        note(
          'update',
          scripts.map(({ id }) => id),
        )
        for (const script of scripts) {
          if (!registered.has(script.id)) throw new Error(`${script.id} is not registered`)
          registered.set(script.id, script)
        }
      },
    },
    storage: {
      session: {
        get: async () => ({ ...session }),
        set: async (values: object) => {
          Object.assign(session, values)
        },
      },
    },
  }
  return { registered, done, granted, api: api as unknown as Parameters<typeof createSites>[0] }
}

describe('the scripts registered for sites', () => {
  it('hold the relay and the bootstrap for what was granted, not for what the manifest covers', async () => {
    const { registered, api } = fakeBrowser()
    await createSites(api, async () => false).syncGranted()
    expect([...registered.values()].map(({ id, matches }) => [id, matches])).toEqual([
      ['granted-content', ['http://shop.example/*']],
      ['granted-page', ['http://shop.example/*']],
    ])
  })

  it('hold the engine from before a tab is armed until none is', async () => {
    const { registered, api } = fakeBrowser()
    let armed = false
    const sites = createSites(api, async () => armed)
    await sites.arming(async () => {
      expect(registered.get('engine')?.matches).toEqual(origins)
      armed = true
    })
    await sites.syncEngine()
    expect(registered.has('engine')).toBe(true)
    armed = false
    await sites.syncEngine()
    expect(registered.has('engine')).toBe(false)
  })

  it('keep the engine when a permission is granted while a tab is being armed', async () => {
    const { registered, api } = fakeBrowser()
    let armed = false
    const sites = createSites(api, async () => armed)
    const granted = sites.syncGranted().then(sites.syncEngine)
    await sites.arming(async () => {
      // The permission's own change comes in between.
      await granted
      armed = true
    })
    expect(registered.has('engine')).toBe(true)
  })

  it('lose the engine again when arming fails', async () => {
    const { registered, api } = fakeBrowser()
    const sites = createSites(api, async () => false)
    await expect(
      sites.arming(async () => {
        throw new Error('the storage is full')
      }),
    ).rejects.toThrow('the storage is full')
    await sites.syncEngine()
    expect(registered.has('engine')).toBe(false)
  })

  it('are left alone when they are what they should be, in whatever order the browser tells', async () => {
    const { done, granted, api } = fakeBrowser()
    granted.origins = ['https://shop.example/*', 'http://localhost/*', 'http://b.example/*', 'http://a.example/*']
    const sites = createSites(api, async () => true)
    await sites.syncGranted()
    await sites.syncEngine()
    expect(done.splice(0)).toEqual(['register granted-content granted-page', 'register engine'])
    granted.origins = granted.origins.toReversed()
    await sites.syncGranted()
    await sites.syncEngine()
    expect(done).toEqual([])
  })

  it('are changed where they are when a site comes or goes, so that no page loads without them', async () => {
    const { done, granted, registered, api } = fakeBrowser()
    const sites = createSites(api, async () => true)
    await sites.syncGranted()
    await sites.syncEngine()
    done.length = 0
    granted.origins = [...origins, 'http://news.example/*']
    await sites.syncGranted()
    await sites.syncEngine()
    expect(done).toEqual(['update granted-content granted-page', 'update engine'])
    expect(registered.get('granted-page')?.matches).toEqual(['http://shop.example/*', 'http://news.example/*'])
    expect(registered.get('engine')?.matches).toEqual(granted.origins)
  })

  it('are completed when one of them is missing', async () => {
    const { done, registered, api } = fakeBrowser()
    const sites = createSites(api, async () => false)
    await sites.syncGranted()
    done.length = 0
    registered.delete('granted-page')
    await sites.syncGranted()
    expect(done).toEqual(['register granted-page'])
  })

  it('are changed when an earlier version registered other files or another world', async () => {
    const { done, registered, api } = fakeBrowser()
    const sites = createSites(api, async () => false)
    await sites.syncGranted()
    const wanted = [...registered.values()]
    for (const other of [{ js: ['old.js'] }, { world: 'USER_SCRIPT' }, { persistAcrossSessions: false }]) {
      for (const script of wanted) registered.set(script.id, { ...script, ...other })
      done.length = 0
      await sites.syncGranted()
      expect(done).toEqual(['update granted-content granted-page'])
      expect([...registered.values()]).toEqual(wanted)
    }
  })
})
