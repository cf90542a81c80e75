import { expect, it } from 'vitest'
import { browserNameOf } from '../../../src/background/browser-name'

it.each([
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36', 'Chrome 150'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox 153'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.1.2', 'Edg 150'],
  ['curl/8', 'unknown browser'],
])('the browser of %s is %s', (userAgent, name) => {
  expect(browserNameOf(userAgent)).toBe(name)
})
