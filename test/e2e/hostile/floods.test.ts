import { describe, expect, it } from 'vitest'
import { cdp, evaluate, type HostileApp } from '../../harness/hostile-visit'
import { numberingFaults } from '../../harness/stored'
import { expectUnharmed, hostilePlace, lostIn, ofType } from './hostile-place'

declare const store: HostileApp['store']
declare const rest: HostileApp['rest']

const place = hostilePlace()

describe('a page that floods', () => {
  it('with actions has what was too much counted, and the state is known again afterwards', async () => {
    const visit = await place.visit(() => {
      for (let i = 0; i < 100_000; i++) store.dispatch({ type: 'again', state: { i } })
      return store.getState()
    })
    expectUnharmed(visit)
    const actions = ofType(visit, 'change').filter(({ data }) => data.action?.type === 'again')
    // What was said afterwards and still dropped is counted too.
    expect(lostIn(visit.session) + actions.length).toBeGreaterThanOrEqual(100_000)
    expect(ofType(visit, 'keyframe').length).toBeGreaterThan(1)
  })

  it.each([
    ['console', 10_000, () => console.debug('again')],
    ['custom', 100_000, () => Reflect.get(globalThis, 'playhead')?.event('again')],
  ] as const)('with %s entries has what was too much counted, also when recording ends at once', async (type, count, say) => {
    const page = await place.open()
    const id = await place.control.start(page, true)
    const session = await cdp(page)
    await evaluate(session, new Function(`for (let i = 0; i < ${count}; i++) (${say})()`) as () => void)
    await place.control.stop(page)
    const stored = await place.control.sessionWhen(id, 'the session to end', ({ status }) => status === 'ended')
    expect(numberingFaults(stored)).toEqual([])
    expect(lostIn(stored) + ofType({ session: stored }, type).length).toBe(count)
    await page.close()
  })

  it('with calls for the wire is recorded on', async () => {
    const visit = await place.visit(async () => {
      for (let round = 0; round < 20; round++) {
        for (let i = 0; i < 500; i++) dispatchEvent(new Event('playhead:call'))
        store.dispatch({ type: 'meanwhile', state: { round } })
        await rest()
      }
      return store.getState()
    })
    expectUnharmed(visit)
    expect(ofType(visit, 'change').filter(({ data }) => data.action?.type === 'meanwhile')).toHaveLength(20)
  })

  it('with frames that come and go has none of them break the session', async () => {
    const visit = await place.visit(async () => {
      const kinds: ((frame: HTMLIFrameElement) => void)[] = [
        (frame) => {
          frame.srcdoc = '<script>console.log(1)</script>'
        },
        (frame) => {
          frame.src = 'about:blank'
        },
        (frame) => {
          frame.src = 'javascript:"<p>hello</p>"'
        },
        (frame) => {
          frame.sandbox.add('allow-scripts')
          frame.srcdoc = '<script>console.log(2)</script>'
        },
        (frame) => {
          frame.src = location.href
        },
      ]
      for (let i = 0; i < 60; i++) {
        const frame = document.createElement('iframe')
        kinds[i % kinds.length]?.(frame)
        document.body.append(frame)
        if (i % 3 > 0) await rest(i % 7)
        frame.remove()
      }
      return document.querySelectorAll('iframe').length
    })
    expectUnharmed(visit)
  })
})
