import type { ArchiveFormat } from '../archive'
import type { Selection } from './selection'

/** What a session file is made for, and how it is written then. */
export interface Preset {
  /** One line for people who choose. */
  readonly summary: string
  readonly format: ArchiveFormat
  /** `fast` is the same as `default` where no engine is faster. */
  readonly compression: 'none' | 'fast' | 'default' | 'small'
  readonly selection: Selection
}

export const presetNames = ['development', 'production', 'team', 'long-running', 'ci'] as const
export type PresetName = (typeof presetNames)[number]

export const presets: Readonly<Record<PresetName, Preset>> = {
  development: {
    summary: 'Everything, as fast as can be: to go on working with it oneself',
    format: 'json',
    compression: 'fast',
    selection: {},
  },
  production: {
    summary: 'What happened, and the state that it led to, without each step of it: small, and little of the data',
    format: 'msgpack',
    compression: 'small',
    selection: { without: ['history', 'notes', 'view'] },
  },
  team: {
    summary: 'Everything, with notes and pins, in a file that any tool opens: for colleagues',
    format: 'json',
    compression: 'default',
    selection: { without: ['view'] },
  },
  'long-running': {
    summary: 'Everything, as small as can be: for recordings of hours, with what came after each hour where it goes on by itself',
    format: 'msgpack',
    compression: 'small',
    selection: { without: ['view'] },
  },
  ci: {
    summary: 'What was recorded, without notes: to be kept with a test run',
    format: 'json',
    compression: 'default',
    selection: { without: ['notes', 'view'] },
  },
}
