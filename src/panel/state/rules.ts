import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { AppError, type ErrorReport, reportOf } from '../../core/errors'
import type { KeptPack, PackRule, RuleAction, RulePack } from '../../core/model'
import { builtInRules, readRulePack, rulePackOf, rulePackText } from '../../core/model'
import type { PanelDeps } from '../deps'
import { clashIn, emptyPack, inOrder, ownPackId, packsInUse, withAction, withRule } from '../selectors/rules/packs'
import { text } from '../text'

const words = text.rules

/** A person's own sanitizing rules: in packs, one of which is what they write here. */
export interface Rules {
  readonly packs: ReadonlySignal<readonly KeptPack[]>
  /** What exports use of them. */
  readonly inUse: ReadonlySignal<readonly RulePack[]>
  /** The id that two rules in use have, so that no export could use them. */
  readonly clash: ReadonlySignal<string | undefined>
  /** What was done last, in words, as long as it can be taken back. */
  readonly done: ReadonlySignal<string | undefined>
  /** Why the last change did not come about. */
  readonly failure: ReadonlySignal<ErrorReport | undefined>
  /** Ids that a new rule cannot have. */
  taken(): ReadonlySet<string>
  /** What exports use now, whatever another panel changed meanwhile. Rejects where that cannot be read. */
  read(): Promise<readonly RulePack[]>
  /** Brings all up to date, as somebody begins to look at it. */
  refresh(): Promise<void>
  /** Adds a rule to a pack, or puts it in the place of another. Resolves to whether it is kept. */
  putRule(rule: PackRule, where?: { readonly pack: string; readonly instead: string }): Promise<boolean>
  removeRule(pack: string, rule: string): Promise<void>
  switchRule(pack: string, rule: string, on: boolean): Promise<void>
  /** What becomes of what a built-in rule finds; undefined for what is built in. */
  choose(detector: string, action: RuleAction | undefined): Promise<void>
  switchPack(pack: string, on: boolean): Promise<void>
  removePack(pack: string): Promise<void>
  importPack(file: Blob): Promise<void>
  exportPack(pack: string): void
  undo(): Promise<void>
}

/** Larger ones hold no rules that anybody wrote. */
const LARGEST_FILE = 20_000_000

interface Done {
  readonly said: string
  /** Rows as they were before; undefined for those that were not there. */
  readonly before: ReadonlyMap<string, KeptPack | undefined>
}

export function createRules({ rules: table, env, saveFile }: Pick<PanelDeps, 'rules' | 'env' | 'saveFile'>): Rules {
  const packs = signal<readonly KeptPack[]>([])
  const done = signal<Done | undefined>(undefined)
  const failure = signal<ErrorReport | undefined>(undefined)
  /** Each change reads what the one before wrote. */
  let last: Promise<unknown> = Promise.resolve()

  function inTurn(work: () => Promise<void>): Promise<boolean> {
    const turn = last.then(async () => {
      try {
        await work()
        failure.value = undefined
        return true
      } catch (error) {
        failure.value = reportOf(error)
        return false
      }
    })
    last = turn
    return turn
  }

  async function load(): Promise<readonly KeptPack[]> {
    packs.value = inOrder(await table.list())
    return packs.value
  }

  function change(edit: (before: readonly KeptPack[]) => { readonly after: readonly KeptPack[]; readonly said: string }): Promise<boolean> {
    return inTurn(async () => {
      const rows = await table.list()
      const { after, said } = edit(rows)
      const before = new Map<string, KeptPack | undefined>()
      for (const row of after) {
        const was = rows.find(({ id }) => id === row.id)
        if (was === row) continue
        // What is not as packs are would be gone when it is read.
        rulePackOf(row.pack)
        before.set(row.id, was)
        await table.put(row)
      }
      for (const row of rows) {
        if (after.some(({ id }) => id === row.id)) continue
        before.set(row.id, row)
        await table.delete(row.id)
      }
      done.value = { said, before }
      await load()
    })
  }

  /** `wakes`: the pack is on from then on. */
  function changePack(id: string, said: string, edit: (pack: RulePack) => RulePack, wakes = false): Promise<boolean> {
    return change((rows) => {
      const known = rows.find((row) => row.id === id)
      const row = known ?? (id === ownPackId ? { id, on: true, pack: emptyPack(words.own) } : undefined)
      // Another panel removed it meanwhile.
      if (row === undefined) return { after: rows, said }
      const next = { ...row, on: row.on || wakes, pack: edit(row.pack) }
      return { after: [...rows.filter((other) => other.id !== id), next], said }
    })
  }

  const inUse = computed(() => packsInUse(packs.value))

  function taken(): ReadonlySet<string> {
    const own = packs.peek().flatMap(({ pack }) => pack.rules.map(({ id }) => id))
    return new Set([...own, ...builtInRules.map(({ id }) => id)])
  }

  return {
    packs,
    inUse,
    clash: computed(() => clashIn(inUse.value)),
    done: computed(() => done.value?.said),
    failure,
    taken,
    async read() {
      await last
      return packsInUse(await load())
    },
    async refresh() {
      done.value = undefined
      await inTurn(async () => void (await load()))
    },
    putRule(rule, where) {
      const { pack, instead } = where ?? { pack: ownPackId, instead: undefined }
      const said = instead === undefined ? words.added : words.changed
      // A rule that somebody writes is meant to count.
      return changePack(pack, said(titleOf(rule)), (before) => withRule(before, rule, instead), true)
    },
    async removeRule(pack, rule) {
      const title = titleOf(ruleIn(packs.peek(), pack, rule))
      await changePack(pack, words.removed(title), (before) => ({ ...before, rules: before.rules.filter(({ id }) => id !== rule) }))
    },
    async switchRule(pack, rule, on) {
      const title = titleOf(ruleIn(packs.peek(), pack, rule))
      await changePack(pack, words.switched(title, on), (before) => ({
        ...before,
        rules: before.rules.map((one) => (one.id === rule ? { ...one, off: on ? undefined : true } : one)),
      }))
    },
    async choose(detector, action) {
      const title = builtInRules.find(({ id }) => id === detector)?.title ?? detector
      const own = new Set(packs.peek().flatMap(({ pack }) => pack.rules.map(({ id }) => id)))
      await changePack(ownPackId, words.chosen(title, action), (before) => withAction(before, detector, action, own), true)
    },
    async switchPack(id, on) {
      await change((rows) => {
        const row = rows.find((one) => one.id === id)
        const after = row === undefined ? rows : [...rows.filter((one) => one !== row), { ...row, on }]
        return { after, said: words.switched(row?.pack.name ?? '', on) }
      })
    },
    async removePack(id) {
      const name = packs.peek().find((row) => row.id === id)?.pack.name ?? ''
      await change((rows) => ({ after: rows.filter((row) => row.id !== id), said: words.removed(name) }))
    },
    async importPack(file) {
      if (file.size > LARGEST_FILE) {
        failure.value = reportOf(new AppError('rules/not-a-pack', { why: 'it is too large' }))
        return
      }
      const content = await file.text()
      await change((rows) => {
        const pack = readRulePack(content)
        // A newer version of what somebody else wrote takes the place of the one before.
        const known = rows.find((row) => row.id !== ownPackId && row.pack.name === pack.name)
        const others = rows.filter((row) => row !== known)
        const clashes = clashIn([...packsInUse(others), pack]) !== undefined
        const row = { id: known?.id ?? env.id(), on: !clashes && known?.on !== false, pack }
        return { after: [...others, row], said: clashes ? words.importedOff(pack.name) : words.imported(pack.name) }
      })
    },
    exportPack(id) {
      const pack = packs.peek().find((row) => row.id === id)?.pack
      if (pack !== undefined) saveFile(new Blob([rulePackText(pack)]), fileNameOf(pack.name))
    },
    async undo() {
      await inTurn(async () => {
        const { before } = done.peek() ?? { before: new Map<string, undefined>() }
        for (const [id, row] of before) await (row === undefined ? table.delete(id) : table.put(row))
        done.value = undefined
        await load()
      })
    },
  }
}

function ruleIn(packs: readonly KeptPack[], pack: string, rule: string): PackRule | undefined {
  return packs.find(({ id }) => id === pack)?.pack.rules.find(({ id }) => id === rule)
}

/** As people know a rule. */
function titleOf(rule: Pick<PackRule, 'id' | 'title' | 'find'> | undefined): string {
  if (rule === undefined) return ''
  const { find } = rule
  const known = 'detector' in find ? builtInRules.find(({ id }) => id === find.detector) : undefined
  return rule.title ?? known?.title ?? rule.id
}

function fileNameOf(name: string): string {
  return `${name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'rules'}.rules.json`
}
