import { describe, expect, it } from 'vitest'
import { factOf, factsOf, probedBrowser } from './probed-browser'

const probed = probedBrowser()
const calls = async (page: Parameters<typeof factsOf>[0]) => (await factsOf(page, 'console')).map(({ data }) => [data.method, ...data.args])

describe('the console', () => {
  it('is recorded with typed arguments and without formatting', async () => {
    const page = await probed.open()
    await page.evaluate(() => {
      console.log('%s is %d', 'it', 7, undefined, new Map([['a', 1n]]))
      console.table([{ a: 1 }])
      console.count('clicks')
      console.group('g')
      console.groupEnd()
      console.dir(document.body)
    })
    expect(await calls(page)).toEqual([
      ['log', '%s is %d', 'it', 7, { $: 'undefined' }, { $: 'map', v: [['a', { $: 'bigint', v: '1' }]] }],
      ['table', [{ a: 1 }]],
      ['count', 'clicks'],
      ['group', 'g'],
      ['groupEnd'],
      ['dir', { $: 'node', v: 'html > body' }],
    ])
  })

  it('keeps an assertion that fails and no other', async () => {
    const page = await probed.open()
    await page.evaluate(() => {
      console.assert(true, 'holds')
      console.assert(false, 'fails', 1)
    })
    expect(await calls(page)).toEqual([['assert', 'fails', 1]])
  })

  it('tells who warned, by the frames of the page alone', async () => {
    const page = await probed.open({ path: '/warns' })
    const [warned, logged] = await factsOf(page, 'console')
    const frames = warned?.data.stack?.split('\n') ?? []
    expect(frames.map((frame) => frame.replace(probed.site.url, ''))).toEqual([
      'at inner (/warns:3:28)',
      'at outer (/warns:2:20)',
      'at /warns:4:1',
    ])
    expect(logged?.data.stack).toBeUndefined()
  })

  it('survives arguments that throw, lie or log', async () => {
    const page = await probed.open()
    const seen = await page.evaluate(() => {
      const lines: unknown[] = []
      const noisy = {
        get a() {
          console.log('from inside')
          return 1
        },
        get b(): number {
          throw new Error('no')
        },
      }
      const proxy = new Proxy(
        {},
        {
          get() {
            throw new Error('trapped')
          },
          ownKeys() {
            throw new Error('trapped')
          },
        },
      )
      console.log(noisy)
      console.log(proxy)
      lines.push(console.log('plain'))
      return lines
    })
    expect(seen).toEqual([undefined])
    const logged = await calls(page)
    expect(logged).toHaveLength(3)
    expect(logged[0]?.[1]).toMatchObject({ a: 1, b: { $: 'threw' } })
    expect(logged[2]).toEqual(['log', 'plain'])
  })

  it('counts what comes too fast instead of keeping it', async () => {
    const page = await probed.open()
    await page.evaluate(() => {
      for (let line = 0; line < 1500; line++) console.debug(line)
    })
    const { data } = await factOf(page, 'gap')
    const kept = (await factsOf(page, 'console')).length
    expect(['flood', 'budget']).toContain(data.reason)
    expect(data.detail).toBe('console')
    expect(kept + (data.lost ?? 0)).toBe(1500)
  })
})

describe('errors', () => {
  it('are recorded when nobody caught them, also when the page handled them silently', async () => {
    const page = await probed.open({
      path: '/throws',
      after: () => window.addEventListener('error', (event) => event.preventDefault()),
    })
    const { data } = await factOf(page, 'error')
    expect(data).toMatchObject({ from: 'error', name: 'TypeError', message: 'not a function', url: `${probed.site.url}/throws`, line: 2 })
    expect(data.stack).toMatch(/^at fails \(/)
  })

  it('are recorded whatever was thrown', async () => {
    const page = await probed.open()
    await page.addScriptTag({ content: 'throw { code: 7 }' })
    await page.addScriptTag({ content: 'throw null' })
    await page.evaluate(() => {
      void Promise.reject('just text')
      void Promise.reject(Object.assign(new RangeError('too far'), { extra: 1 }))
      void Promise.reject(
        new Proxy(new Error('hidden'), {
          get() {
            throw new Error('trapped')
          },
        }),
      )
    })
    await factOf(page, 'error', ({ data }) => data.name === 'RangeError')
    const errors = (await factsOf(page, 'error')).map(({ data }) => data)
    expect(errors).toHaveLength(5)
    expect(errors[0]).toMatchObject({ from: 'error', thrown: { code: 7 } })
    expect(errors[1]).toMatchObject({ from: 'error', message: 'Uncaught null' })
    expect(errors[2]).toMatchObject({ from: 'rejection', message: 'just text' })
    expect(errors[3]).toMatchObject({ from: 'rejection', message: 'too far' })
    expect(errors[4]).toMatchObject({ from: 'rejection' })
  })

  it('name what did not load', async () => {
    const page = await probed.open()
    await page.evaluate(() => {
      const image = document.createElement('img')
      image.src = '/missing.png?password=hunter2hunter2'
      document.body.append(image)
    })
    const { data } = await factOf(page, 'error')
    expect(data).toMatchObject({ from: 'resource', message: '<img> did not load' })
    expect(data.url).toContain(`${probed.site.url}/missing.png`)
    expect(data.url).not.toContain('hunter2')
  })

  it('name what the policy of the page blocked', async () => {
    const page = await probed.open({ path: '/csp' })
    await page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('img'), { src: '/api/ok' }))
    })
    const { data } = await factOf(page, 'error', (fact) => fact.data.from === 'csp')
    expect(data.message).toBe(`img-src blocks ${probed.site.url}/api/ok`)
  })
})
