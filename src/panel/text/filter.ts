import type { FilterKey } from '../selectors/filter/keys'
import type { FilterFault, FilterHint } from '../selectors/filter/query'
import { onMac } from '../selectors/shortcuts'

const staysInForce = 'The last valid filter stays in force.'

/** What the filter says, beside what was typed into it. */
export const filterWords = {
  suggestions: 'Suggestions',
  /** Told to those who do not see the list. */
  suggested: (count: number) => (count === 1 ? '1 suggestion' : `${count} suggestions`),
  /** In the tooltip of a value. */
  add: `${onMac ? 'Cmd' : 'Ctrl'}-click adds it to the filter.`,
  keys: {
    kind: 'state, event, network, console, gap …',
    type: 'the type of the entry',
    level: 'this level and above: warn shows errors, too',
    source: 'name or id of the source',
    action: 'type of the action; * stands for anything',
    url: 'part of the address',
    domain: 'host, and those below it',
    method: 'method of the request',
    'status-code': '404, 4xx, >=400',
    'larger-than': 'size over the network: 100k, 2M',
    'slower-than': 'duration: 16ms, 1s',
    path: 'changes at, below or above a path: cart.items[0]',
    changed: 'the value at a path, or in it, was changed',
    is: 'pinned, error, slow, gap',
  } satisfies Record<FilterKey, string>,
  values: {
    'level:error': 'errors only',
    'level:warn': 'warnings and errors',
    'level:info': 'all but debug',
    'level:debug': 'all',
    'is:pinned': 'with a pin',
    'is:error': 'errors of any kind',
    'is:slow': 'requests over 1 s, other work over 50 ms',
    'is:gap': 'what could not be recorded',
  } as Readonly<Record<string, string>>,
  tag: 'entries with a note or pin of this tag',
  hint: {
    near: ': is searched for as text. Was this meant:',
    unfinished: 'is not complete, and asks nothing yet.',
    tag: 'is on no note of this session.',
  } satisfies Record<FilterHint['why'], string>,
  tagMeant: 'Was this meant:',
  fault: ({ why, detail, choices }: FilterFault): string => `${faults[why](detail, choices)} ${staysInForce}`,
}

const faults: Readonly<Record<FilterFault['why'], (detail?: string, choices?: readonly string[]) => string>> = {
  pattern: (detail) => `is not a valid pattern: ${detail}.`,
  costly: () => 'could take for ever: looking around and back references need a simpler pattern.',
  number: () => 'is no size. Sizes are written 512, 100k, 2M.',
  duration: () => 'is no duration. Durations are written 16ms, 1s, 2min.',
  status: () => 'is no status. They are written 404, 4xx, 400-499, >=400.',
  path: () => 'is no path. Paths are written cart.items[0] or /cart/items/0.',
  choice: (_, choices = []) => `is not known. It can be ${choices.join(', ')}.`,
}
