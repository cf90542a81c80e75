import { describe, expect, it } from 'vitest'
import { captureNatives } from '../../../src/capture/page/natives'
import { createFakeWindow } from './lib/fake-window'
import { createHandClock } from './lib/hand-clock'

describe('the functions kept from the start of the page', () => {
  it('stay as they were when the page replaces its own', () => {
    const clock = createHandClock()
    const page = createFakeWindow(clock)
    const natives = captureNatives(page)
    const broken = (): never => {
      throw new Error('patched')
    }
    Object.assign(page, {
      setTimeout: broken,
      MessageChannel: broken,
      performance: { now: broken },
      JSON: { stringify: broken, parse: broken },
    })
    const ran: string[] = []
    natives.later(() => ran.push('later'), 10)
    natives.soon(() => ran.push('soon'))
    clock.pass(20)
    expect(ran).toEqual(['soon', 'later'])
    expect(natives.now()).toBe(20)
    expect(natives.parse(natives.stringify({ a: 1 }))).toEqual({ a: 1 })
  })

  it('run each callback in a task of its own: one that throws stops no other', () => {
    const clock = createHandClock()
    const natives = captureNatives(createFakeWindow(clock))
    const ran: number[] = []
    natives.soon(() => {
      throw new Error('mine')
    })
    natives.soon(() => ran.push(1))
    natives.soon(() => ran.push(2))
    expect(() => clock.pass(1)).toThrow('mine')
    clock.pass(1)
    expect(ran).toEqual([1, 2])
  })

  it('take a stack from the caller on, as long as asked for, and leave the limit as it was', () => {
    const natives = captureNatives(createFakeWindow())
    const limit = Error.stackTraceLimit
    function hidden(): Error {
      return natives.stackAt(hidden, 50)
    }
    function theApp(): Error {
      return hidden()
    }
    const stack = String(theApp().stack)
    expect(stack.split('\n')[1]).toContain('theApp')
    expect(Error.stackTraceLimit).toBe(limit)
  })
})
