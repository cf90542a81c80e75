import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../src/core/errors'
import type { Pieces } from '../../../src/core/pieces'
import type { Copied } from '../../../src/panel/selectors/copy/copy-text'
import { type Copying, createCopying } from '../../../src/panel/state/copying'
import { createNotices, type Notices } from '../../../src/panel/state/notices'
import { createToasts, type Toasts } from '../../../src/panel/state/toasts'
import { text } from '../../../src/panel/text'
import { until as untilSlow } from '../../harness/until'

const until = (what: string, look: () => boolean) => untilSlow(what, look, { every: 1 })

interface Opened {
  readonly copying: Copying
  readonly toasts: Toasts
  readonly notices: Notices
  readonly clipboard: string[]
  /** What the clipboard says to the next texts; true where nothing is said. */
  readonly answers: boolean[]
  /** The states of the strip, in order, without how far it was. */
  readonly seen: (string | undefined)[]
}

let ending: AbortController
/** On this clock work takes as long as it says itself. */
let now = 0
beforeEach(() => {
  ending = new AbortController()
  now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => {
  ending.abort()
  vi.restoreAllMocks()
})

function open(): Opened {
  const toasts = createToasts(ending.signal)
  const notices = createNotices()
  const clipboard: string[] = []
  const answers: boolean[] = []
  const put = async (copied: string): Promise<boolean> => {
    if (answers.shift() === false) return false
    clipboard.push(copied)
    return true
  }
  const copying = createCopying({ toasts, notices, put }, ending.signal)
  const seen: (string | undefined)[] = []
  copying.current.subscribe((state) => {
    if (seen.at(-1) !== state?.is) seen.push(state?.is)
  })
  return { copying, toasts, notices, clipboard, answers, seen }
}

/** Work that lasts for so many milliseconds in steps of four. */
function lasting(milliseconds: number, copied: Copied = { text: 'the text', masked: false }) {
  return function* (): Pieces<Copied> {
    for (let done = 0; done < milliseconds; done += 4) {
      now += 4
      yield done / milliseconds
    }
    return copied
  }
}

describe('copying', () => {
  it('says that it is done, and whether something was masked', async () => {
    const { copying, toasts, clipboard, seen } = open()
    await copying.copy(lasting(0))
    expect([clipboard, toasts.current.value?.text]).toEqual([['the text'], text.copied])
    await copying.copy(lasting(0, { text: 'less', masked: true }))
    expect([clipboard.at(-1), toasts.current.value?.text]).toEqual(['less', text.copiedMasked])
    expect(seen).toEqual([])
  })

  it('shows how far it is once it has lasted for a second, and not before', async () => {
    const { copying, clipboard, seen } = open()
    await copying.copy(lasting(900))
    expect([clipboard.length, seen]).toEqual([1, []])
    const progress: number[] = []
    copying.current.subscribe((state) => {
      if (state?.is === 'working') progress.push(state.progress)
    })
    await copying.copy(lasting(4000))
    expect(clipboard).toHaveLength(2)
    expect(seen).toEqual(['working', undefined])
    expect(progress[0]).toBeGreaterThan(0.2)
    expect(progress.at(-1)).toBeGreaterThan(0.9)
  })

  it('ends when it is cancelled, and puts nothing on the clipboard', async () => {
    const { copying, toasts, clipboard, seen } = open()
    const long = copying.copy(lasting(4000))
    await until('a word about it', () => copying.current.value?.is === 'working')
    copying.cancel()
    expect(copying.current.value).toBeUndefined()
    await long
    expect(now).toBeLessThan(3000)
    expect([clipboard, toasts.current.value, seen]).toEqual([[], undefined, ['working', undefined]])
  })

  it('is let go of when something else is copied', async () => {
    const { copying, clipboard } = open()
    const first = copying.copy(lasting(4000, { text: 'first', masked: false }))
    await until('a word about it', () => copying.current.value?.is === 'working')
    const second = copying.copy(lasting(8, { text: 'second', masked: false }))
    await Promise.all([first, second])
    expect(clipboard).toEqual(['second'])
  })

  it('asks for another press where the browser takes a slow copy for nobody’s doing', async () => {
    const { copying, notices, clipboard, answers } = open()
    answers.push(false)
    await copying.copy(lasting(2000))
    expect([copying.current.value, clipboard, notices.list.value]).toEqual([{ is: 'ready' }, [], []])
    await copying.finish()
    expect([copying.current.value, clipboard]).toEqual([undefined, ['the text']])
  })

  it('says why when the clipboard refuses, and when masking fails', async () => {
    const { copying, notices, answers } = open()
    answers.push(false)
    await copying.copy(lasting(0))
    expect(notices.list.value.map(({ doing, error }) => [doing, error.code])).toEqual([[text.entry.copying, 'internal']])
    // biome-ignore lint/correctness/useYield: work that ends before its first pause
    await copying.copy(function* () {
      throw new AppError('sanitize/residual', { rule: 'jwt', at: 'copy' })
    })
    expect(notices.list.value.map(({ error }) => error.code)).toEqual(['internal', 'sanitize/residual'])
    expect(copying.current.value).toBeUndefined()
  })
})
