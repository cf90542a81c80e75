import { type KeptPack, type PackRule, type RuleAction, type RulePack, rulePackSchemaName, rulePackVersion } from '../../../core/model'

/** The pack that a person's changes go to. */
export const ownPackId = 'mine'

export function emptyPack(name: string): RulePack {
  return { schema: rulePackSchemaName, schemaVersion: rulePackVersion, name, rules: [] }
}

/** As they are shown and used: the person's own last, so that of two packs that say something of one detector it is the one that counts. */
export function inOrder(packs: readonly KeptPack[]): readonly KeptPack[] {
  return packs.toSorted((a, b) => rank(a) - rank(b) || (a.pack.name < b.pack.name ? -1 : a.pack.name > b.pack.name ? 1 : 0))
}

function rank({ id }: KeptPack): number {
  return id === ownPackId ? 1 : 0
}

/** The packs that exports use: those that are on and hold a rule that is. */
export function packsInUse(packs: readonly KeptPack[]): readonly RulePack[] {
  return inOrder(packs).flatMap(({ on, pack }) => (on && pack.rules.some(isOn) ? [pack] : []))
}

function isOn({ off }: PackRule): boolean {
  return off !== true
}

/** The first rule whose id another one has: of those that are used, no export could tell them apart. */
export function clashIn(packs: readonly RulePack[]): string | undefined {
  const ids = new Set<string>()
  for (const { id } of packs.flatMap(({ rules }) => rules.filter(isOn))) {
    if (ids.has(id)) return id
    ids.add(id)
  }
  return undefined
}

/** What packs that are used say of a built-in rule, wherever it looks; undefined for nothing. */
export function actionOn(detector: string, packs: readonly RulePack[]): RuleAction | undefined {
  return packs.flatMap(({ rules }) => rules.filter((rule) => isOn(rule) && isOf(rule, detector))).at(-1)?.action
}

/** True for a rule that says what becomes of what a built-in one finds, anywhere. */
function isOf({ find, only }: PackRule, detector: string): boolean {
  return 'detector' in find && find.detector === detector && only === undefined
}

/** `pack` with another word on a built-in rule, or with none. */
export function withAction(pack: RulePack, detector: string, action: RuleAction | undefined, taken: ReadonlySet<string>): RulePack {
  const others = pack.rules.filter((rule) => !isOf(rule, detector))
  if (action === undefined) return { ...pack, rules: others }
  const before = pack.rules.find((rule) => isOf(rule, detector))
  // Under the name that the built-in one has: so it is called in markers and reports.
  const id = before?.id ?? freeId(detector, taken)
  return { ...pack, rules: [...others, { id, find: { detector }, action }] }
}

/** `pack` with a rule, in the place of the one of an id where that is told. */
export function withRule(pack: RulePack, rule: PackRule, instead: string | undefined): RulePack {
  const at = pack.rules.findIndex(({ id }) => id === instead)
  return { ...pack, rules: at < 0 ? [...pack.rules, rule] : pack.rules.with(at, rule) }
}

const LONGEST_ID = 64

/** An id made from a title, which no other rule has. */
export function freeId(title: string, taken: ReadonlySet<string>): string {
  const words =
    title
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  const made = words.join('-').replace(/^[0-9-]+/, '') || 'rule'
  for (let number = 1; ; number++) {
    const end = number === 1 ? '' : `-${number}`
    const id = `${made.slice(0, LONGEST_ID - end.length)}${end}`
    if (!taken.has(id)) return id
  }
}
