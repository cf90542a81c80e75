import { z } from '../zod'
import { type Kind, kinds } from './kinds'
import { type TemplateId, templateIds } from './template'

/**
 * What becomes of what a rule finds. `remove`: a marker with the rule's name;
 * `mask`: with six asterisks, however long it was; `keep-format`: with what its
 * form tells (the end of a card number, the domain of an address); `token`: with
 * a token, the same for equal values of one export; `replace`: with a text of the
 * person's own. `keep`: it stays, and no other rule may have it.
 */
export type RuleAction = 'remove' | 'mask' | 'keep-format' | 'token' | 'keep' | { readonly replace: string }

/** The entries that a rule concerns. */
export interface RuleScope {
  readonly kinds?: readonly Kind[] | undefined
  /** Types within a kind, such as `console` or `response`; of state there are none: what a source holds is one value over time. */
  readonly types?: readonly string[] | undefined
  /** Names of sources; `*` stands for anything. */
  readonly sources?: readonly string[] | undefined
}

/** What a scope is held against. */
export interface EntryScope {
  readonly kind: string
  readonly type: string
  readonly source?: string | undefined
}

/** What a rule looks for: one of these. */
export type RuleSearch =
  /** What a built-in rule finds, by its id. */
  | { readonly detector: string }
  /** A regular expression as RE2 understands it. `group`: only that group of it is what was found. */
  | { readonly pattern: string; readonly ignoreCase?: boolean | undefined; readonly group?: string | number | undefined }
  /** Values under names; `*` stands for anything, case does not count. */
  | { readonly key: string }
  /** Values by the way to them: `user.*.email`, `**.ssn`, `items[*].card`; those after `!` are left out. */
  | { readonly path: string | readonly string[] }
  | { readonly header: string }
  /** Parameters of addresses and forms. */
  | { readonly query: string }
  /** Whole addresses; `*` stands for anything. */
  | { readonly url: string }
  /** This very text, wherever it stands. */
  | { readonly value: string }

/** What a rule does to a text or value, to be tried with `playhead rules test`. */
export interface RuleExample {
  readonly from: unknown
  readonly to: unknown
}

export interface PackRule {
  /** Stands in markers and reports. Lower case, digits and `-`, once in a pack. */
  readonly id: string
  readonly title?: string | undefined
  readonly find: RuleSearch
  readonly action?: RuleAction | undefined
  /** 0 to 100: of several that find the same, the highest gives its name and action; built-in ones have 20 to 95. */
  readonly priority?: number | undefined
  readonly only?: RuleScope | undefined
  readonly off?: boolean | undefined
  readonly examples?: readonly RuleExample[] | undefined
}

/** A person's own sanitizing rules, as one file. */
export interface RulePack {
  readonly schema: typeof rulePackSchemaName
  readonly schemaVersion: typeof rulePackVersion
  readonly name: string
  readonly description?: string | undefined
  /** The templates that go with it; those of the export unless told. */
  readonly templates?: readonly TemplateId[] | undefined
  readonly rules: readonly PackRule[]
}

export const rulePackSchemaName = 'playhead-rules'
export const rulePackVersion = 1
const mostPackRules = 1000
const longestSearch = 1000

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most))

const search: z.ZodMiniType<RuleSearch> = z.union([
  z.strictObject({ detector: text(64) }),
  z.strictObject({
    pattern: text(longestSearch),
    ignoreCase: z.optional(z.boolean()),
    group: z.optional(z.union([text(64), z.int().check(z.nonnegative())])),
  }),
  z.strictObject({ key: text(200) }),
  z.strictObject({ path: z.union([text(longestSearch), z.array(text(longestSearch)).check(z.minLength(1), z.maxLength(50))]) }),
  z.strictObject({ header: text(200) }),
  z.strictObject({ query: text(200) }),
  z.strictObject({ url: text(longestSearch) }),
  z.strictObject({ value: text(10_000) }),
])

const ruleActions = ['remove', 'mask', 'keep-format', 'token', 'keep'] as const
const action: z.ZodMiniType<RuleAction> = z.union([z.enum(ruleActions), z.strictObject({ replace: z.string().check(z.maxLength(200)) })])

const scope: z.ZodMiniType<RuleScope> = z.strictObject({
  kinds: z.optional(z.array(z.enum(Object.keys(kinds) as Kind[]))),
  types: z.optional(z.array(text(64))),
  sources: z.optional(z.array(text(200))),
})

export const packRule: z.ZodMiniType<PackRule> = z.strictObject({
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/)),
  title: z.optional(z.string().check(z.maxLength(200))),
  find: search,
  action: z.optional(action),
  priority: z.optional(z.int().check(z.gte(0), z.lte(100))),
  only: z.optional(scope),
  off: z.optional(z.boolean()),
  examples: z.optional(z.array(z.strictObject({ from: z.unknown(), to: z.unknown() })).check(z.maxLength(100))),
})

export const rulePack: z.ZodMiniType<RulePack> = z.strictObject({
  schema: z.literal(rulePackSchemaName),
  schemaVersion: z.literal(rulePackVersion),
  name: text(200),
  description: z.optional(z.string().check(z.maxLength(2000))),
  templates: z.optional(z.array(z.enum(templateIds))),
  rules: z.array(packRule).check(z.maxLength(mostPackRules)),
})

/** The rule under which that is told which another rule was sure of in another place. */
export const knownValueRuleId = 'known-value'
