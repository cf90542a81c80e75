export { type BuiltInRule, builtInRules } from './built-in-rules'
export {
  compareEntries,
  type Described,
  describe,
  type Entry,
  type Fact,
  faultOf,
  type NewEntry,
  specOf,
  tellFacts,
  type WireEntry,
} from './entry'
export type {
  ConsoleCall,
  CustomEntry,
  Mark,
  Navigation,
  NetworkMessage,
  NetworkRequest,
  NetworkResponse,
  UncaughtError,
  UserInput,
} from './event'
export { type Excerpt, excerptSchema, type Leavable, withoutOrder } from './excerpt'
export type { FactSink } from './facts'
export { type Format, type Level, oneLine, type TypeSpec } from './format'
export { type GapData, type GapReason, gapReasons } from './gap'
export { globStem, globTest } from './globs'
export { type KeptPack, parseKeptPack } from './kept-pack'
export { type Kind, kinds } from './kinds'
export {
  type EntryAnchor,
  isEntryAnchor,
  type Note,
  type NoteAnchor,
  note,
  noteLimits,
  noteSchema,
  noteText,
  type TimeAnchor,
  tagsOf,
} from './notes'
export { type PathPattern, type PathRule, parsePath } from './path-pattern'
export type { Overhead } from './performance'
export { readRulePack, rulePackOf, rulePackText } from './read-rule-pack'
export { holdsRedaction } from './redaction-marks'
export {
  type EntryScope,
  knownValueRuleId,
  type PackRule,
  packRule,
  type RuleAction,
  type RuleExample,
  type RulePack,
  type RuleScope,
  type RuleSearch,
  rulePack,
  rulePackSchemaName,
  rulePackVersion,
} from './rule-pack'
export {
  type DocumentInfo,
  documentInfo,
  type Imported,
  type ImportedFile,
  noCounts,
  type Session,
  type SessionCounts,
  type SessionEdit,
  type SessionStatus,
  sessionStatuses,
} from './session'
export type { StateChange, StateClose, StateKeyframe, StateOpen, StatePart } from './state'
export { defaultTemplates, neverShown, type TemplateId, templateIds } from './template'
export { ITEM, type Step } from './way-step'
