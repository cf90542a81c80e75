import { describe, expect, it } from 'vitest'
import { createSites } from '../../../src/background/record/sites'

const origins = ['http://localhost/*', 'http://shop.example/*']

/** The browser's part: what is registered, by id. Registering what is there already is an error, as in the browser. */
function fakeBrowser() {
  const registered = new Map<string, { readonly id: string; readonly matches: readonly string[] }>()
  const session: Record<string, unknown> = {}
  const api = {
    permissions: { getAll: async () => ({ origins }) },
    scripting: {
      getRegisteredContentScripts: async ({ ids }: { readonly ids: readonly string[] }) =>
        [...registered.values()].filter(({ id }) => ids.includes(id)),
      unregisterContentScripts: async ({ ids }: { readonly ids: readonly string[] }) => {
        for (const id of ids) registered.delete(id)
      },
      registerContentScripts: async (scripts: readonly { readonly id: string; readonly matches: readonly string[] }[]) => {
        for (const script of scripts) {
          if (registered.has(script.id)) throw new Error(`${script.id} is registered already`)
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
  return { registered, api: api as unknown as Parameters<typeof createSites>[0] }
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
})
