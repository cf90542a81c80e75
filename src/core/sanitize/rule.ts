import type { EntryScope, PathRule, RuleAction, TemplateId } from '../model'

/** How sure a finding is: by its own structure or an exact name (`strong`), by a looser sign (`medium`). */
type Confidence = 'strong' | 'medium'

/**
 * One sanitizing instruction: what it finds, by any of five ways. Everything
 * found is replaced by a marker that carries the rule's id.
 */
export interface Rule {
  /** Stable: it stands in every marker and report. Lower case, digits and `-`. */
  readonly id: string
  /** For people: what it is about, in a few words. */
  readonly title: string
  /** For people: what it hides, in one sentence. */
  readonly hides: string
  readonly confidence: Confidence
  /** The templates that it belongs to. */
  readonly templates: readonly TemplateId[]
  /** Of findings that overlap, the rule with the highest priority gives the marker its name; all that any of them covers goes. */
  readonly priority: number
  /** Values by the name they stand under. */
  readonly names?: NameRule | undefined
  /** Tokens that begin in a way that nothing else does. */
  readonly tokens?: readonly TokenShape[] | undefined
  /** Runs of digits, perhaps in groups. */
  readonly digits?: DigitRule | undefined
  /** Short runs of letters and digits in groups, most of them with a word for them nearby. */
  readonly shapes?: readonly Shape[] | undefined
  /** Anything else in text. */
  readonly find?: Finder | undefined
  /** The same for what has several signs. */
  readonly finders?: readonly Finder[] | undefined
  /** Values by the way to them. */
  readonly path?: PathRule | undefined
  /** What becomes of what it finds; removed unless it says otherwise. */
  readonly action?: RuleAction | undefined
  /** True for what a person looks for, which may fit what the format of a file says of itself. */
  readonly ofPerson?: boolean | undefined
  /** True where any other rule, in any encoding, comes first. */
  readonly last?: boolean | undefined
  /** False for entries that it does not concern; what is no entry it then does not concern either. */
  readonly concerns?: ((entry: EntryScope) => boolean) | undefined
}

export interface NameRule {
  /** What the value under `name` is, or undefined when the name says nothing. Pure: answers are remembered. */
  match(name: string): NameMatch | undefined
  /** Lower case, two letters or more: every name that matches holds one of them. Nothing else is asked about. */
  readonly stems: readonly string[]
}

/** What of a value goes when its name matches. Nulls, flags, empty texts and markers always stay. */
export interface NameMatch {
  /** `all`: any number; `long`: one of six digits or more, since smaller ones are counts; `none`. */
  readonly numbers: 'all' | 'long' | 'none'
  /** An object or list: all of it (`whole`), the texts within it (`within`), or nothing but what is found in it anyway (`plain`). */
  readonly containers: 'whole' | 'within' | 'plain'
  /** The text must look like this. */
  readonly looks?: RegExp | undefined
  /** True when values that are words of a program's own language (`none`, `required`, `${TOKEN}`) stay. */
  readonly words?: boolean | undefined
  /** In text: the value goes on to the end of the line. */
  readonly wholeLine?: boolean | undefined
  /** Only as a parameter in an address or form. */
  readonly parameter?: boolean | undefined
  /** True for what a person named: flags go too, and what only stands for a secret. */
  readonly always?: boolean | undefined
  /** True when the value stays, whatever is in it. */
  readonly keeps?: boolean | undefined
}

/** What a name says, and which rule says it. */
export interface Named extends NameMatch {
  readonly rule: number
}

/** `start` stands at the beginning of a run of token characters; `rest` must match right behind it (sticky). */
export interface TokenShape {
  readonly start: string
  readonly rest: RegExp
  /** True where `xxxxxxxx` counts too: what manuals write for it looks like nothing else. */
  readonly asWritten?: boolean | undefined
  /** False when the whole token is none after all. */
  accepts?(token: string): boolean
}

export interface DigitRule {
  /** `digits`: 12 to 19 of them, without separators. `context`: what the name (`name`) or a word before (`near`) says it is. */
  matches(digits: string, context: 'name' | 'near' | undefined): boolean
  /** A word for it, in a name or just before. */
  readonly context: RegExp
  /** Names (as words) under which digits are something else. */
  readonly veto: RegExp
  /** Where the finding really ends, given where its digits do. */
  extend?(text: string, start: number, end: number): number
}

/** A search anchored at something rare; linear in the length of the text. */
export interface Finder {
  /** Of `TextSigns`: what must be in a text for there to be anything. */
  readonly needs: number
  /** Tells each finding. `name`: what the whole text stands under, where it has a name. */
  find(text: string, hit: (start: number, end: number, shown?: string) => void, name?: string): void
}

/** A number or code of a known form, in one to six groups of letters and digits with a digit among the first two. */
export interface Shape {
  /** Sticky. Nothing of a word may touch what it matches. */
  readonly pattern: RegExp
  /** One of these must stand just before or just behind it; what needs none is told by its structure or checksum alone. */
  readonly words?: Words | undefined
  /** The rest of what makes it valid: checksums, ranges. */
  readonly valid?: ((found: string) => boolean) | undefined
  /** Of `TextSigns`, for what needs no word: `number` unless it says otherwise. */
  readonly needs?: number | undefined
  /** True when only a text or a value that is nothing else counts. */
  readonly alone?: boolean | undefined
}

/** Words that say what stands beside them. */
export interface Words {
  readonly pattern: RegExp
  /** Lower case: each word begins with one of them. */
  readonly stems: readonly string[]
}
