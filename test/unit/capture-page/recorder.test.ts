import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../src/core/model'
import { startRecording } from './lib/fake-background'

const mark = (name: string): Fact => ({ kind: 'event', type: 'mark', data: { name } })
const names = (entries: readonly Fact[]): unknown[] => entries.map(({ type, data }) => ('name' in data ? data.name : type))

function* nothing(): Generator<undefined, void> {
  yield undefined
}

describe('the recorder in the page', () => {
  it('stores what it is told, in order and with its time', () => {
    const { recorder, clock, settle } = startRecording()
    clock.pass(5)
    recorder.record(mark('a'))
    recorder.record(mark('b'), 2.00049)
    const entries = settle()
    expect(names(entries)).toEqual(['a', 'b'])
    expect(entries.map(({ at }) => at)).toEqual([5, 2])
  })

  it('hands a batch over within a quarter of a second', () => {
    const { recorder, clock, background } = startRecording()
    clock.pass(1000)
    recorder.record(mark('a'))
    clock.pass(250)
    expect(names(background.entries)).toEqual(['a'])
  })

  it('keeps the place of work whose facts come later', () => {
    const { recorder, clock, background } = startRecording()
    clock.cost = 1
    recorder.record(mark('before'))
    recorder.defer(function* () {
      for (let i = 0; i < 100; i++) yield undefined
      yield mark('first')
      for (let i = 0; i < 100; i++) yield undefined
      yield mark('second')
    })
    recorder.record(mark('after'))
    clock.pass(200)
    expect(names(background.entries)).toEqual(['before'])
    clock.pass(5000)
    expect(names(background.entries).slice(0, 4)).toEqual(['before', 'first', 'second', 'after'])
  })

  it('works in slices of at most five milliseconds', () => {
    const { recorder, clock, background } = startRecording()
    clock.cost = 0.5
    for (let i = 0; i < 100; i++) {
      recorder.defer(function* () {
        for (let step = 0; step < 10; step++) yield undefined
        yield mark('done')
      })
    }
    clock.pass(20_000)
    const account = background.entries.find(({ type }) => type === 'overhead')
    expect(account?.data).toMatchObject({ longest: expect.any(Number) })
    expect(account && 'longest' in account.data ? account.data.longest : Infinity).toBeLessThanOrEqual(5)
  })

  it('puts a gap where work throws, and goes on', () => {
    const { recorder, settle } = startRecording()
    recorder.defer(function* () {
      yield mark('made')
      throw new Error('a getter of the page')
    })
    recorder.record(mark('after'))
    const entries = settle()
    expect(names(entries)).toEqual(['made', 'gap', 'after'])
    expect(entries[1]?.data).toEqual({ reason: 'threw', detail: 'a getter of the page' })
  })

  it('survives being thrown things that throw when they are looked at', () => {
    const { recorder, settle } = startRecording()
    const hostile = new Proxy(
      {},
      {
        getPrototypeOf() {
          throw new Error('no')
        },
      },
    )
    // biome-ignore lint/correctness/useYield: it throws first
    recorder.defer(function* () {
      throw hostile
    })
    expect(settle().map(({ data }) => data)).toEqual([{ reason: 'threw', detail: 'unreadable' }])
  })

  it('writes JSON that no patched prototype can spoil', () => {
    const { recorder, settle } = startRecording()
    Object.defineProperty(Array.prototype, 'toJSON', { value: () => 'spoilt', configurable: true })
    try {
      recorder.record({ kind: 'event', type: 'custom', data: { name: 'n', data: [1, { a: ['x', null, true] }] } })
      expect(settle()[0]?.data).toEqual({ name: 'n', data: [1, { a: ['x', null, true] }] })
    } finally {
      Reflect.deleteProperty(Array.prototype, 'toJSON')
    }
  })

  it('accounts for itself every five seconds in which something was recorded, and only then', () => {
    const { recorder, clock, background } = startRecording()
    recorder.record(mark('a'))
    clock.pass(6000)
    expect(names(background.entries)).toEqual(['a', 'overhead'])
    clock.pass(60_000)
    expect(names(background.entries)).toEqual(['a', 'overhead'])
    expect(background.entries[1]?.data).toMatchObject({ entries: 1, waiting: 0 })
  })
})

describe('before the verdict', () => {
  it('keeps what happens and numbers it after what the store has', () => {
    const { recorder, clock, posted } = startRecording({ armed: false, answers: false })
    recorder.record(mark('early'))
    clock.pass(1000)
    expect(posted).toEqual([])
    recorder.receive({ type: 'verdict', record: true, lastN: 7 })
    clock.pass(1000)
    expect(posted).toHaveLength(1)
    expect(posted[0]).toMatch(/^8\n.*early/)
  })

  it('makes nothing of it that may never be wanted', () => {
    const { recorder, clock } = startRecording({ armed: false })
    let made = 0
    recorder.defer(function* () {
      made++
      yield mark('a')
    })
    clock.pass(5000)
    expect(made).toBe(0)
    recorder.receive({ type: 'verdict', record: false, lastN: 0 })
    clock.pass(5000)
    expect(made).toBe(0)
    expect(recorder.active).toBe(false)
  })

  it('does not wait for a verdict for ever', () => {
    const { recorder, clock } = startRecording({ armed: false })
    expect(recorder.active).toBe(true)
    clock.pass(60_000)
    expect(recorder.active).toBe(false)
  })
})

describe('beginning and ending', () => {
  it('tells sources when to announce themselves, and says that it came late', () => {
    const { recorder, clock, background } = startRecording({ armed: false })
    recorder.receive({ type: 'verdict', record: false, lastN: 0 })
    const begun: boolean[] = []
    recorder.onBegin((late) => {
      begun.push(late)
      recorder.record(mark('announced'))
    })
    expect(begun).toEqual([])
    recorder.receive({ type: 'verdict', record: true, lastN: 0 })
    expect(begun).toEqual([true])
    clock.pass(1000)
    expect(names(background.entries)).toEqual(['gap', 'announced'])
    expect(background.entries[0]?.data).toEqual({ reason: 'late' })
  })

  it('calls at once who comes while it is active', () => {
    const { recorder } = startRecording()
    const begun: boolean[] = []
    recorder.onBegin((late) => begun.push(late))
    expect(begun).toEqual([false])
  })

  it('hands everything over before it says that it has finished', () => {
    const { recorder, clock, background, posted } = startRecording()
    clock.cost = 0.1
    for (let i = 0; i < 2000; i++) recorder.record(mark(`m${i}`.padEnd(1000)))
    recorder.receive({ type: 'finish' })
    expect(recorder.active).toBe(false)
    clock.pass(10_000)
    expect(background.finished).toBe(true)
    expect(background.entries.filter(({ type }) => type === 'mark')).toHaveLength(2000)
    expect(posted.at(-1)).toBe('finished')
    expect(posted.filter((text) => text === 'finished')).toHaveLength(1)
  })

  it('answers at once when there is nothing to finish', () => {
    const { recorder, background } = startRecording({ armed: false })
    recorder.receive({ type: 'verdict', record: false, lastN: 0 })
    recorder.receive({ type: 'finish' })
    expect(background.finished).toBe(true)
  })

  it('begins anew in another session: its own numbers, its own announcements', () => {
    const { recorder, clock, background } = startRecording()
    let begun = 0
    recorder.onBegin(() => begun++)
    recorder.record(mark('first session'))
    clock.pass(1000)
    background.reset()
    recorder.receive({ type: 'verdict', record: true, lastN: 0 })
    recorder.record(mark('second session'))
    clock.pass(1000)
    expect(begun).toBe(2)
    expect(names(background.entries)).toEqual(['gap', 'second session'])
  })

  it('tells when it is certain that the document is recorded, and when it is over', () => {
    const { recorder } = startRecording({ armed: false })
    const told: boolean[] = []
    recorder.onArmed((armed) => told.push(armed))
    recorder.receive({ type: 'verdict', record: true, lastN: 0 })
    recorder.receive({ type: 'verdict', record: true, lastN: 0 })
    recorder.receive({ type: 'verdict', record: false, lastN: 0 })
    expect(told).toEqual([true, false])
  })

  it('records nothing once it was told to leave', () => {
    const { recorder, settle } = startRecording()
    recorder.receive({ type: 'leave' })
    recorder.record(mark('a'))
    recorder.receive({ type: 'verdict', record: true, lastN: 0 })
    recorder.record(mark('b'))
    expect(settle()).toEqual([])
  })

  it('writes a gap where the recorder wants one', () => {
    const { recorder, settle } = startRecording()
    recorder.receive({ type: 'gap', reason: 'not-granted', detail: 'https://elsewhere.example' })
    expect(settle()[0]).toMatchObject({ kind: 'event', type: 'gap', data: { reason: 'not-granted', detail: 'https://elsewhere.example' } })
  })
})

describe('bounds', () => {
  it('counts what it cannot take, says so in its place, and asks for fresh keyframes', () => {
    const { recorder, clock, background } = startRecording()
    let asked = 0
    recorder.onBegin(
      () => undefined,
      () => asked++,
    )
    for (let i = 0; i < 12_000; i++) recorder.record(mark('x'))
    expect(recorder.defer(nothing)).toBe(false)
    clock.pass(10_000)
    recorder.record(mark('later'))
    clock.pass(10_000)
    const gaps = background.entries.filter(({ type }) => type === 'gap')
    const kept = background.entries.filter(({ type }) => type === 'mark').length
    expect(gaps.map(({ data }) => data)).toEqual([{ reason: 'flood', lost: 12_001 + 1 - kept }])
    expect(names(background.entries).indexOf('gap')).toBe(kept - 1)
    expect(
      names(background.entries)
        .filter((name) => name !== 'overhead')
        .at(-1),
    ).toBe('later')
    expect(asked).toBe(1)
  })

  it('asks for keyframes once they are taken, and counts none that only came later', () => {
    const { recorder, clock, background } = startRecording()
    const answers: boolean[] = []
    recorder.onBegin(
      () => undefined,
      () => answers.push(recorder.defer(nothing)),
    )
    for (let i = 0; i < 12_000; i++) recorder.record(mark('x'))
    clock.pass(10_000)
    const kept = background.entries.filter(({ type }) => type === 'mark').length
    expect(answers).toEqual([true])
    expect(background.entries.filter(({ type }) => type === 'gap').map(({ data }) => data)).toEqual([
      { reason: 'flood', lost: 12_000 - kept },
    ])
  })

  it('keeps no more alive than it may', () => {
    const { recorder } = startRecording()
    let taken = 0
    for (let i = 0; i < 100; i++) if (recorder.defer(nothing, undefined, 1024 * 1024)) taken++
    expect(taken).toBe(16)
  })

  it('stops making entries while nobody acknowledges them', () => {
    const { recorder, clock, posted } = startRecording({ answers: false })
    let made = 0
    for (let i = 0; i < 200; i++) {
      recorder.defer(function* () {
        made++
        yield mark('x'.repeat(100_000))
      })
    }
    clock.pass(60_000)
    expect(made).toBeLessThan(50)
    expect(posted.reduce((sum, text) => sum + text.length, 0)).toBeLessThan(1.3 * 1024 * 1024)
  })

  it('replaces an entry that is too long by a gap', () => {
    const { recorder, settle } = startRecording()
    recorder.record({
      kind: 'state',
      type: 'change',
      source: 's',
      data: { patch: [{ op: 'replace', path: '', value: 'x'.repeat(5_000_000) }] },
    })
    expect(settle()[0]).toMatchObject({ kind: 'state', type: 'gap', source: 's', data: { reason: 'overflow', lost: 1 } })
  })
})

describe('a document that goes away', () => {
  it('hands over what was sent and what was not, and then each capture at once', () => {
    const { recorder, clock, flushed } = startRecording({ answers: false })
    recorder.record(mark('sent'))
    clock.pass(1000)
    recorder.record(mark('waiting'))
    recorder.suspend()
    expect(flushed.join('\n')).toMatch(/^1\n.*sent.*\n.*waiting/)
    recorder.record(mark('last words'))
    expect(flushed.at(-1)).toMatch(/^3\n.*last words/)
  })

  it('says how much it had to leave behind', () => {
    const { recorder, clock, flushed } = startRecording({ answers: false })
    clock.cost = 1
    for (let i = 0; i < 200; i++) recorder.record(mark(`m${i}`))
    recorder.suspend()
    const lines = flushed.flatMap((text) => text.split('\n').slice(1)).map((line) => JSON.parse(line))
    const last = lines.at(-1)
    expect(last).toMatchObject({ type: 'gap', data: { reason: 'budget' } })
    expect(last.data.lost + lines.length - 1).toBe(200)
  })

  it('goes on where it was when it comes back', () => {
    const { recorder, clock, background } = startRecording()
    recorder.record(mark('a'))
    recorder.suspend()
    recorder.resume()
    recorder.receive({ type: 'verdict', record: true, lastN: background.lastN })
    recorder.record(mark('b'))
    clock.pass(1000)
    expect(names(background.entries)).toEqual(['a', 'b'])
  })

  it('hands over even what has no verdict yet', () => {
    const { recorder, background } = startRecording({ armed: false })
    recorder.record(mark('quick'))
    recorder.suspend()
    expect(names(background.entries)).toEqual(['quick'])
  })
})
