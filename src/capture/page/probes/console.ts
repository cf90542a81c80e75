import { guardText } from '../../../core/guard'
import type { ConsoleCall } from '../../../core/model'
import { type Json, normalize, valueCaps } from '../../../core/value'
import type { Hooks } from './hooks'

const methods: readonly ConsoleCall['method'][] = [
  'log',
  'info',
  'warn',
  'error',
  'debug',
  'trace',
  'dir',
  'table',
  'group',
  'groupCollapsed',
  'groupEnd',
  'assert',
  'count',
  'time',
  'timeEnd',
  'timeLog',
  'dirxml',
  'countReset',
  'clear',
]
const withStack = new Set<ConsoleCall['method']>(['warn', 'error', 'trace', 'assert'])
/** Less than for other values: an app may log its whole state at every action, and this is done while it waits. */
const caps = { ...valueCaps, depth: 12, breadth: 300, bytes: 32_768 }
const MOST_ARGUMENTS = 50
const MOST_A_SECOND = 1000
/** Milliseconds a second. */
const BUDGET = 50

/** What the page writes to its console, as typed values; format specifiers are left to the reader. */
export function consoleCalls({ recorder, page, wrap, callerStack, meter }: Hooks): void {
  const welcome = meter(MOST_A_SECOND, 'console', BUDGET)
  for (const method of methods) {
    wrap(page.console, method, (_self, all) => {
      // An assertion that holds says nothing.
      if ((method === 'assert' && all[0]) || !welcome()) return undefined
      const at = recorder.now()
      return () => {
        const args: Json[] = []
        for (let index = method === 'assert' ? 1 : 0; index < all.length && index < MOST_ARGUMENTS; index++) {
          args.push(normalize(all[index], { caps }))
        }
        const stack = withStack.has(method) ? guardText(callerStack()) : ''
        recorder.record({ kind: 'event', type: 'console', data: { method, args, stack: stack || undefined } }, at)
      }
    })
  }
}
