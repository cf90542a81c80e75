import { describe, expect, it } from 'vitest'
import { createMemoryTable } from '../../../../src/core/jobs'
import { defaultTemplates, type KeptPack, type PackRule, parseKeptPack } from '../../../../src/core/model'
import { rulesWith } from '../../../../src/core/rule-packs'
import { createRules } from '../../../../src/panel/state/rules'
import { createTestEnv } from '../../../harness/test-env'

const customer: PackRule = { id: 'customer', title: 'customer', find: { key: 'customer' }, action: 'mask' }

function stage() {
  const table = createMemoryTable<KeptPack>()
  const files: { readonly name: string; readonly bytes: Blob }[] = []
  const rules = createRules({ rules: table, env: createTestEnv(), saveFile: (bytes, name) => void files.push({ bytes, name }) })
  return { table, files, rules }
}

const fileOf = (name: string, rules: readonly PackRule[]): Blob =>
  new Blob([JSON.stringify({ schema: 'playhead-rules', schemaVersion: 1, name, rules })])

describe('a person’s own rules', () => {
  it('go into a pack that is made with the first of them, and is used', async () => {
    const { table, rules } = stage()
    await rules.refresh()
    expect(rules.inUse.value).toEqual([])
    expect(await rules.putRule(customer)).toBe(true)
    expect(await table.get('mine')).toMatchObject({ on: true, pack: { name: 'My rules', rules: [customer] } })
    expect(rules.inUse.value).toHaveLength(1)
    expect(rules.done.value).toBe('Added “customer”')
    await rules.undo()
    expect(await table.list()).toEqual([])
    expect(rules.done.value).toBeUndefined()
  })

  it('are changed in their place, switched off and removed, and each is taken back', async () => {
    const { rules } = stage()
    await rules.putRule(customer)
    await rules.putRule({ ...customer, id: 'other' })
    await rules.putRule({ ...customer, id: 'client', action: 'token' }, { pack: 'mine', instead: 'customer' })
    const ids = () => rules.packs.value.flatMap(({ pack }) => pack.rules.map(({ id, off }) => (off === true ? `${id} off` : id)))
    expect(ids()).toEqual(['client', 'other'])
    await rules.switchRule('mine', 'client', false)
    expect(ids()).toEqual(['client off', 'other'])
    await rules.removeRule('mine', 'other')
    expect(rules.inUse.value).toEqual([])
    await rules.undo()
    expect(ids()).toEqual(['client off', 'other'])
  })

  it('turn their pack on when they are written, and leave it off when they are removed', async () => {
    const { rules } = stage()
    await rules.putRule(customer)
    await rules.putRule({ ...customer, id: 'other' })
    await rules.switchPack('mine', false)
    await rules.removeRule('mine', 'other')
    expect(rules.inUse.value).toEqual([])
    await rules.choose('email', 'keep')
    expect(rules.inUse.value).toHaveLength(1)
  })

  it('that are made at once are all kept', async () => {
    const { rules } = stage()
    await Promise.all(['a', 'b', 'c'].map((id) => rules.putRule({ ...customer, id })))
    expect(rules.packs.value[0]?.pack.rules).toHaveLength(3)
  })

  it('say what becomes of what a built-in rule finds, under its name, until they say nothing', async () => {
    const { rules } = stage()
    const builtIn = (id: string) => rulesWith(defaultTemplates, rules.inUse.value, { now: () => 0 }).find((rule) => rule.id === id)
    await rules.choose('email', 'mask')
    expect(builtIn('email')?.action).toBe('mask')
    await rules.choose('email', 'keep')
    expect(builtIn('email')).toBeUndefined()
    expect(rules.packs.value[0]?.pack.rules).toEqual([{ id: 'email', find: { detector: 'email' }, action: 'keep' }])
    await rules.choose('email', undefined)
    expect(builtIn('email')?.action).toBeUndefined()
    expect(rules.packs.value[0]?.pack.rules).toEqual([])
  })

  it('that could not be read again are not kept, and it is told why', async () => {
    const { table, rules } = stage()
    expect(await rules.putRule({ ...customer, id: 'Not an id' })).toBe(false)
    expect(rules.failure.value?.code).toBe('rules/not-a-pack')
    expect(await table.list()).toEqual([])
    expect(await rules.putRule(customer)).toBe(true)
    expect(rules.failure.value).toBeUndefined()
  })
})

describe('packs of rules', () => {
  it('come in from files, a newer one in the place of the one before', async () => {
    const { rules } = stage()
    await rules.importPack(fileOf('team', [customer]))
    await rules.importPack(fileOf('team', [{ ...customer, action: 'token' }]))
    expect(rules.inUse.value).toMatchObject([{ name: 'team', rules: [{ action: 'token' }] }])
    await rules.undo()
    expect(rules.inUse.value).toMatchObject([{ rules: [{ action: 'mask' }] }])
  })

  it('are off where their rules have names that others have, and say so when they are switched on', async () => {
    const { rules } = stage()
    await rules.putRule(customer)
    await rules.importPack(fileOf('team', [customer]))
    expect(rules.inUse.value).toHaveLength(1)
    expect(rules.done.value).toContain('it is off')
    const team = rules.packs.value.find(({ pack }) => pack.name === 'team')
    await rules.switchPack(team?.id ?? '', true)
    expect(rules.clash.value).toBe('customer')
    await rules.switchRule('mine', 'customer', false)
    expect(rules.clash.value).toBeUndefined()
  })

  it('are refused with what is wrong with the file', async () => {
    const { rules, table } = stage()
    for (const content of ['no JSON', '{}', '{"schema":"playhead-rules","schemaVersion":1,"name":"x","rules":[{"id":"a"}]}']) {
      await rules.importPack(new Blob([content]))
      expect(rules.failure.value?.code).toBe('rules/not-a-pack')
    }
    expect(await table.list()).toEqual([])
  })

  it('go out as files that come in again, and are deleted', async () => {
    const { rules, files } = stage()
    await rules.importPack(fileOf('Team: rules', [customer]))
    const id = rules.packs.value[0]?.id ?? ''
    rules.exportPack(id)
    expect(files[0]?.name).toBe('Team-rules.rules.json')
    await rules.removePack(id)
    expect(rules.packs.value).toEqual([])
    await rules.importPack(files[0]?.bytes ?? new Blob())
    expect(rules.inUse.value).toMatchObject([{ name: 'Team: rules', rules: [customer] }])
  })

  it('are rows of the database; what is none is left alone', () => {
    const pack = { schema: 'playhead-rules', schemaVersion: 1, name: 'Mine', rules: [customer] }
    expect(parseKeptPack({ id: 'mine', on: true, pack })).toEqual({ id: 'mine', on: true, pack })
    expect(parseKeptPack({ id: 'mine', on: true, pack: { ...pack, schemaVersion: 2 } })).toBeUndefined()
    expect(parseKeptPack(undefined)).toBeUndefined()
  })

  it('are what another panel made of them, for an export', async () => {
    const { table, rules } = stage()
    await createRules({ rules: table, env: createTestEnv(), saveFile: () => undefined }).putRule(customer)
    expect(rules.inUse.value).toEqual([])
    expect(await rules.read()).toMatchObject([{ rules: [customer] }])
  })
})
