import { describe, expect, it } from 'vitest'
import { noCounts, type Session } from '../../../src/core/model'
import { findSessions, roomToMake, type SessionOrder, sessionOrders, sortSessions } from '../../../src/panel/selectors/session-order'
import { newSession } from '../../harness/notation'

const made = (id: string, createdAt: number, more: Partial<Session> = {}, counts: Partial<Session['counts']> = {}) =>
  newSession(id, { createdAt, status: 'ended', endedAt: createdAt + 10, ...more, counts: { ...noCounts, ...counts } })

const sessions = [
  made('new', 30, { name: 'Step 10', tags: ['Cart'], origin: 'https://shop.example' }, { bytes: 5, entries: 9 }),
  made('mid', 20, { name: 'step 9', description: 'The total\nis wrong', endedAt: 90 }, { bytes: 50, errors: 2 }),
  made('old', 10, { name: 'Zoo', tags: ['cart-total'] }, { bytes: 20, entries: 3 }),
]
const ids = (list: readonly Session[]) => list.map(({ id }) => id)

describe('the order of sessions', () => {
  it.each<[SessionOrder, string]>([
    ['newest', 'new mid old'],
    ['oldest', 'old mid new'],
    ['name', 'mid new old'],
    ['size', 'mid old new'],
    ['duration', 'mid new old'],
    ['entries', 'new old mid'],
    ['errors', 'mid new old'],
  ])('%s', (order, expected) => {
    expect(ids(sortSessions([...sessions].reverse(), order, 100)).join(' ')).toBe(expected)
  })

  it('has each of them tested', () => {
    expect(sessionOrders).toHaveLength(7)
  })

  it('counts a recording as long as it has lasted', () => {
    const live = newSession('live', { createdAt: 1 })
    expect(ids(sortSessions([...sessions, live], 'duration', 1000))[0]).toBe('live')
  })
})

describe('finding sessions', () => {
  it.each([
    ['', 'new mid old'],
    ['  ', 'new mid old'],
    ['STEP', 'new mid'],
    ['step wrong', 'mid'],
    ['shop.example', 'new'],
    ['cart', 'new old'],
    ['@cart', 'new old'],
    ['@cart-', 'old'],
    ['@', ''],
    ['@total', ''],
    ['(', ''],
  ])('with %j gives %j', (typed, expected) => {
    expect(ids(findSessions(sessions, typed)).join(' ')).toBe(expected)
  })
})

describe('making room', () => {
  it('offers the largest, then the oldest of the others, and never a recording', () => {
    const live = newSession('live', { createdAt: 1, counts: { ...noCounts, bytes: 900 } })
    const many = [...sessions, live, made('tiny', 5, {}, { bytes: 1 }), made('bare', 4)]
    const { largest, oldest } = roomToMake(many)
    expect(ids(largest)).toEqual(['mid', 'old', 'new'])
    expect(ids(oldest)).toEqual(['bare', 'tiny'])
    expect(roomToMake([live])).toEqual({ largest: [], oldest: [] })
  })
})
