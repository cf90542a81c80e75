import { describe, expect, it } from 'vitest'
import type { JobState } from '../../../src/core/jobs'
import { noCounts, type Session } from '../../../src/core/model'
import { facets } from '../../../src/panel/selectors/facets'
import { describedEntries, describedRedactions, stageOf } from '../../../src/panel/selectors/job-stage'
import { overviewOf, positionAt } from '../../../src/panel/selectors/overview'
import { documentName, placeOf } from '../../../src/panel/selectors/place'
import { sessionDuration, shortOrigin, shownStatuses } from '../../../src/panel/selectors/session-line'
import { commandsOf, type KeyPress, keyText, keyTexts } from '../../../src/panel/selectors/shortcuts'
import { headOf, lookOf } from '../../../src/panel/selectors/tagged'
import { createTimelineIndex } from '../../../src/panel/selectors/timeline-index'
import { timingPhases } from '../../../src/panel/selectors/timing'
import { segmentsOf } from './segments'

const session: Session = {
  id: 's',
  name: 'n',
  origin: 'https://shop.example',
  from: 'recorded',
  status: 'ended',
  createdAt: 1000,
  endedAt: 4000,
  browser: 'b',
  revision: 0,
  description: '',
  tags: [],
  counts: noCounts,
}

describe('a session in the list', () => {
  it('lasts until its end, or until now while it is recorded', () => {
    expect(sessionDuration(session, 9000)).toBe(3000)
    expect(sessionDuration({ ...session, status: 'recording', endedAt: undefined }, 9000)).toBe(8000)
    expect(sessionDuration({ ...session, status: 'interrupted', endedAt: undefined }, 9000)).toBe(0)
  })

  it('shows where it came from, or what became of it', () => {
    expect(shownStatuses({ ...session, from: 'imported' })).toEqual(['imported'])
    expect(shownStatuses({ ...session, from: 'imported', status: 'full' })).toEqual(['imported', 'full'])
    expect(shownStatuses({ ...session, status: 'interrupted' })).toEqual(['interrupted'])
    expect(shortOrigin('http://localhost:5173')).toBe('localhost:5173')
  })
})

describe('keys', () => {
  const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...more,
  })

  it('with the main modifier are Ctrl, on a Mac Cmd', () => {
    expect(commandsOf(press('e', { ctrlKey: true }), false, false)).toEqual(['record'])
    expect(commandsOf(press('e', { metaKey: true }), true, false)).toEqual(['record'])
    expect(commandsOf(press('e', { ctrlKey: true }), true, false)).toEqual([])
    expect(commandsOf(press('E', { ctrlKey: true, shiftKey: true }), false, false)).toEqual(['reload'])
    expect(commandsOf(press('s', { ctrlKey: true }), false, true)).toEqual(['export'])
    expect(keyTexts('reload', true)).toEqual(['⇧⌘E'])
    expect(keyText('record', false)).toBe('Ctrl+E')
    expect(keyTexts('zoomIn', false)).toEqual(['W', '+', '='])
    expect(keyText('sessions')).toBe('')
  })

  it('alone count outside text boxes only, signs with Shift or without', () => {
    expect(commandsOf(press('/'), false, false)).toEqual(['filter'])
    expect(commandsOf(press('/'), false, true)).toEqual([])
    expect(commandsOf(press('?', { shiftKey: true }), false, false)).toEqual(['help'])
    expect(commandsOf(press('+', { shiftKey: true }), false, false)).toEqual(['zoomIn'])
    expect(commandsOf(press('W', { shiftKey: true }), false, false)).toEqual([])
    expect(commandsOf(press('['), false, false)).toEqual(['previousChange', 'previousDifference'])
    expect(commandsOf(press('[', { ctrlKey: true }), false, false)).toEqual([])
    expect(commandsOf(press('z', { ctrlKey: true }), false, false)).toEqual(['undo'])
    expect(commandsOf(press('z', { ctrlKey: true }), false, true)).toEqual([])
    expect(keyText('letGo')).toBe('Esc')
    expect(commandsOf(press('/', { altKey: true }), false, false)).toEqual([])
  })
})

describe('places', () => {
  it('name documents by host and path', () => {
    expect(documentName('https://shop.example/')).toBe('shop.example')
    expect(documentName('http://localhost:5173/a/b?c=1#d')).toBe('localhost:5173/a/b?c=1')
    expect(documentName('no address')).toBe('no address')
  })

  it('are told as far as they are known', () => {
    expect(placeOf({ url: 'a.js', line: 3, column: 4 })).toBe('a.js:3:4')
    expect(placeOf({ url: 'a.js', line: 3 })).toBe('a.js:3')
    expect(placeOf({ line: 3 })).toBeUndefined()
  })
})

describe('the phases of a request', () => {
  it('last until the next begins', () => {
    expect(timingPhases({ responseStart: 30, fetchStart: 0, requestStart: 10 }, 50)).toEqual([
      { name: 'fetchStart', start: 0, length: 10 },
      { name: 'requestStart', start: 10, length: 20 },
      { name: 'responseStart', start: 30, length: 20 },
    ])
  })

  it('never have a negative length, whatever a page says', () => {
    expect(timingPhases({ requestStart: 90 }, 50)).toEqual([{ name: 'requestStart', start: 90, length: 0 }])
    expect(timingPhases({}, 50)).toEqual([])
  })
})

describe('a job', () => {
  it('runs, is done, failed or was cancelled', () => {
    const stages = (['waiting', 'plan', 'append', 'ready', 'done', 'failed', 'cancelled'] as const).map((phase) => stageOf({ phase }))
    expect(stages).toEqual(['running', 'running', 'running', 'done', 'done', 'failed', 'cancelled'])
  })

  it('sums up what a file holds', () => {
    const description: NonNullable<JobState['description']> = {
      version: 0,
      writer: 'w',
      writtenAt: 0,
      verified: true,
      redaction: {
        engine: 1,
        rules: [
          { rule: 'jwt', count: 2 },
          { rule: 'email', count: 3 },
        ],
      },
      sessions: [
        { id: 'a', name: 'a', entries: 4 },
        { id: 'b', name: 'b', entries: 5 },
      ],
    }
    expect(describedEntries(description)).toBe(9)
    expect(describedRedactions(description)).toBe(5)
  })
})

describe('values', () => {
  it('are coloured by what they are', () => {
    expect([null, true, 1, 's', [], {}].map((json) => lookOf(json))).toEqual(['word', 'word', 'number', 'string', 'container', 'container'])
    expect(lookOf({ $: 'redacted', by: 'password' })).toBe('mark')
    expect(lookOf({ $: 'truncated', why: 'breadth', size: 9, v: [1] })).toBe('container')
    expect(lookOf({ $: 'truncated', why: 'depth', size: 9 })).toBe('mark')
  })

  it('say what they are while they are open', () => {
    expect(headOf([1, 2])).toBe('[2]')
    expect(headOf({ $: 'map', v: [[1, 2]] })).toBe('Map(1)')
    expect(headOf({ $: 'instance', name: 'Cart', v: { a: 1 } })).toBe('Cart')
    expect(headOf({ name: 'not a class' })).toBe('')
  })
})

describe('the overview', () => {
  const index = createTimelineIndex()
  index.add(
    segmentsOf([
      { document: 'a', n: 1, t: 100, type: 'error' },
      { document: 'a', n: 2, t: 100 },
      { document: 'a', n: 3, t: 199 },
      { document: 'a', n: 4, t: 200, kind: 'performance', type: 'overhead' },
    ]),
  )

  it('counts entries by slice of time and facet, and leaves the recorder out of the fullest', () => {
    const { counts, most, from, until } = overviewOf(index, 2)
    const at = (slice: number, facet: (typeof facets)[number]) => counts[slice * facets.length + facets.indexOf(facet)]
    expect([at(0, 'error'), at(0, 'console'), at(1, 'console'), at(1, 'recorder')]).toEqual([1, 1, 1, 1])
    expect([most, from, until]).toEqual([2, 100, 200])
  })

  it('finds the entry at a moment', () => {
    expect([99, 100, 150, 200, 201].map((moment) => positionAt(index, moment))).toEqual([0, 0, 2, 3, 4])
  })

  it('has one slice for a session of one moment', () => {
    const single = createTimelineIndex()
    single.add(segmentsOf([{ document: 'a', n: 1, t: 5 }]))
    expect(overviewOf(single, 3).most).toBe(1)
  })
})
