import { signal } from '@preact/signals'
import { afterEach, describe, expect, it } from 'vitest'
import { createMemoryTable } from '../../../src/core/jobs'
import type { KeptPack } from '../../../src/core/model'
import { createMemoryStore } from '../../../src/core/store'
import { bindings, type CommandId, commandsOf } from '../../../src/panel/selectors/shortcuts'
import { actions } from '../../../src/panel/state/commands'
import { createPanel, type Panel } from '../../../src/panel/state/panel'
import { newSession, record, session } from '../../harness/notation'
import { createTestEnv } from '../../harness/test-env'
import { until } from '../../harness/until'

let ending = new AbortController()
afterEach(() => {
  ending.abort()
  ending = new AbortController()
})

const nothing = async (): Promise<void> => undefined

/** A panel over two sessions of three entries each, of which the last ones differ. */
async function stage(): Promise<Panel> {
  const env = createTestEnv()
  const store = createMemoryStore(env)
  await record(store, { ...session`state cart.total=1 | log same | state cart.total=2`, session: newSession('a') })
  await record(store, { ...session`state cart.total=1 | log same | state cart.total=3`, session: newSession('b') })
  const jobs = {
    list: signal([]),
    exportFile: async () => '',
    redact: async () => 'redact-1',
    importFiles: async () => undefined,
    answer: async () => undefined,
    cancel: nothing,
    dismiss: nothing,
    save: nothing,
    exported: async () => [],
  }
  const rules = createMemoryTable<KeptPack>()
  const panel = createPanel({ env, store, theme: signal('light'), jobs, rules, saveFile: () => undefined }, ending.signal)
  await until('the sessions', () => panel.sessions.list.value?.length === 2)
  return panel
}

async function open(panel: Panel, id = 'a'): Promise<void> {
  panel.openSession(id)
  await until('the entries', () => panel.open.value?.loader.loading.value === false)
}

/** The command that a key means now. */
function press(panel: Panel, key: string): CommandId | undefined {
  const pressed = commandsOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }, false, false)
  const command = pressed.find((id) => actions[id].available(panel))
  if (command !== undefined) actions[command].run(panel)
  return command
}

const offered = (panel: Panel) => (Object.keys(bindings) as CommandId[]).filter((id) => actions[id].available(panel))
const ofComparison = /omparison|Difference|Sides|compareSessions/

describe('the commands of a comparison', () => {
  it('are offered where they do something', async () => {
    const panel = await stage()
    expect(offered(panel).filter((id) => ofComparison.test(id))).toEqual([])
    await open(panel)
    expect(offered(panel).filter((id) => ofComparison.test(id))).toEqual(['compareSessions'])
    expect(press(panel, 'c')).toBe('compareSessions')
    expect(panel.dialog.value).toBe('compare')
  })

  it('step through its differences, swap its sides, leave it and come back', async () => {
    const panel = await stage()
    const [left, right] = ['a', 'b'].map((id) => panel.sessions.list.value?.find((one) => one.id === id))
    if (left === undefined || right === undefined) return expect.unreachable()
    await open(panel)
    panel.compare.start(left, right)
    const ready = () => until('the comparison', () => panel.compare.result.value !== undefined && panel.compare.work.value.state === 'done')
    await ready()
    const first = panel.compare.row.value ?? -1
    panel.compare.select(0)
    expect(first).toBeGreaterThan(0)
    expect(press(panel, ']')).toBe('nextDifference')
    expect(panel.compare.row.value).toBe(first)
    panel.compare.select(first + 1)
    expect(press(panel, '[')).toBe('previousDifference')
    expect(panel.compare.row.value).toBe(first)
    panel.compare.select(0)
    actions.firstDifference.run(panel)
    expect(panel.compare.row.value).toBe(first)

    expect(press(panel, 'x')).toBe('swapSides')
    expect(panel.compare.pair.value?.left.id).toBe('b')
    await ready()
    await open(panel, 'a')
    expect(panel.compare.shown.value).toBe(false)
    expect(offered(panel)).toContain('backToComparison')
    expect(press(panel, ']')).toBe('nextChange')
    actions.backToComparison.run(panel)
    expect(panel.compare.shown.value).toBe(true)
    actions.closeComparison.run(panel)
    expect(panel.open.value?.id).toBe('b')
    expect(panel.compare.pair.value).toBeUndefined()
  })
})

describe('the keys of the views', () => {
  it('are digits, as the tabs have them from first to last', async () => {
    const panel = await stage()
    expect(press(panel, '1')).toBeUndefined()
    await open(panel)
    const { open: opened } = panel
    const shown = ['1', '2', '3', '4', '5', '6', '7'].map((key) => {
      press(panel, key)
      return [opened.value?.tab.value, opened.value?.stateView.tab.value]
    })
    expect(shown.slice(0, 4).map(([tab]) => tab)).toEqual(['details', 'state', 'json', 'notes'])
    expect(shown.slice(4)).toEqual([
      ['state', 'tree'],
      ['state', 'raw'],
      ['state', 'diff'],
    ])
  })

  it('let go of the selected entry, and take back what was just done', async () => {
    const panel = await stage()
    await open(panel)
    expect(press(panel, 'Escape')).toBeUndefined()
    panel.open.value?.selection.select(1)
    expect(press(panel, 'Escape')).toBe('letGo')
    expect(panel.open.value?.selection.row.value).toBeUndefined()

    const undone: string[] = []
    panel.toasts.show('asked', { label: 'Open', run: () => undone.push('never') })
    expect(offered(panel)).not.toContain('undo')
    panel.toasts.showDone('deleted', () => undone.push('deleted'))
    expect(offered(panel)).toContain('undo')
    actions.undo.run(panel)
    expect(undone).toEqual(['deleted'])
    expect(offered(panel)).not.toContain('undo')
  })
})
