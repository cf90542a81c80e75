import type { Json } from '../value'
import type { Compiled } from './compile'
import type { Named } from './rule'
import type { PathState } from './where'

/** How many encodings deep text is looked into: JSON in a string, percent, base64, escapes, in any order. */
export const DEEPEST = 4
/** What is known of an object's key. */
export interface KeyFacts {
  /** The key as it may be shown: itself, or a token. */
  readonly clean: string
  readonly named: Named | undefined
}

/** What the walk through JSON and the cleaning of text need of one another. */
export interface Engine {
  /** The rules that concern what is looked at. */
  readonly compiled: Compiled
  /** Keys and indices on the way to what is looked at, and encodings in brackets. */
  readonly trail: (string | number)[]
  /** Reports a finding where the trail stands. `text`: what was there, where it is a text or a number. */
  found(rule: number, text?: string): void
  /** A text within what was found, which may stand elsewhere, too. */
  learn(rule: number, text: string): void
  running(rule: number): void
  /** Counts nothing of what `work` finds. */
  quietly<Result>(work: () => Result): Result
  /** Remembers what `work` finds as what is to stay. */
  keeping(work: () => unknown): void
  readonly isKeeping: boolean
  /** Whether a rule keeps this text, whatever it is. */
  isKept(text: string): boolean
  mark(rule: number, text?: string): Json
  /** Whether a marker that says this tells nothing of what it stands for. */
  tells(shown: string): boolean
  /** Whether a text is such a marker and nothing else. */
  isMarker(text: string): boolean
  /** Cleans text; gives a marker when all of it is one finding. `name`: the key it stands under; `path`: where the way to it has come. */
  string(text: string, depth: number, name: string | undefined, path: PathState): Json
  /** The same where only text may stand. */
  text(text: string, depth: number, name: string | undefined): string
  key(key: string): KeyFacts
  /** What a text says of the value beside it, when it is a name. */
  nameOf(text: string): Named | undefined
}
