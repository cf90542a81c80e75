import type { Random } from './random'

/** What a step of the visit may use. */
export interface FactTools {
  readonly random: Random
  readonly document: string
  /** Requests made so far. */
  readonly requests: number
  tell(document: string, fact: object, at?: number): void
  /** Lets the shop's store take a step, and tells it. */
  act(document: string): void
  moment(): number
  wait(by: number): void
}

/** Something happens on the page. Gives the number of requests made so far. */
export function pageFacts(tools: FactTools): number {
  const dice = tools.random.next()
  if (dice < 0.42) return clickAndAct(tools)
  if (dice < 0.62) return request(tools)
  if (dice < 0.8) return say(tools)
  if (dice < 0.93) return type(tools)
  if (dice < 0.965) return navigate(tools)
  return trouble(tools)
}

function clickAndAct({ random, document, requests, tell, act, wait }: FactTools): number {
  const [label, target] = random.pick([
    ['Add to cart', 'article#kettle-07 > button.add'],
    ['+', 'li[data-sku=beans-eth] > button.more'],
    ['−', 'li[data-sku=beans-eth] > button.less'],
    ['Cart (3)', 'header > button#cart'],
    ['Next page', 'nav.pages > a[rel=next]'],
  ])
  tell(document, {
    kind: 'event',
    type: 'input',
    data: { action: 'click', target, role: 'button', label, x: random.between(20, 900), y: random.between(20, 600) },
  })
  wait(random.between(1, 6))
  act(document)
  return requests
}

function request({ random, document, requests, tell, act, moment, wait }: FactTools): number {
  const id = requests + 1
  const [method, path] = random.pick([
    ['GET', '/api/catalog?page=2'],
    ['PUT', '/api/cart/lines/beans-eth'],
    ['POST', '/api/checkout/quote'],
    ['GET', '/api/session'],
  ])
  const url = `https://shop.example${path}`
  tell(document, {
    kind: 'event',
    type: 'request',
    data: { id, api: 'fetch', method, url, headers: { accept: 'application/json', authorization: '‹redacted›' } },
  })
  wait(random.between(1, 4))
  const duration = random.between(18, 320)
  const status = random.chance(0.86) ? 200 : random.pick([404, 409, 500, 503])
  const timing = {
    fetchStart: 0.2,
    domainLookupStart: 1.1,
    connectStart: 2.3,
    secureConnectionStart: 6.8,
    requestStart: 14.5,
    responseStart: Math.round(duration * 0.82),
  }
  const data = {
    id,
    api: 'fetch',
    method,
    url,
    status,
    outcome: 'ok',
    duration,
    size: random.between(180, 48_000),
    mime: 'application/json',
    timing,
    headers: { 'content-type': 'application/json', 'x-cache': 'MISS' },
  }
  tell(document, { kind: 'event', type: 'response', data }, moment() + duration)
  if (status === 200 && random.chance(0.5)) act(document)
  return id
}

function say({ random, document, requests, tell }: FactTools): number {
  const [method, args] = random.pick<readonly [string, readonly unknown[]]>([
    ['log', ['cart synced', { lines: 3, took: 41, at: { $: 'date', v: '2026-11-20T09:15:44.120Z' } }]],
    [
      'debug',
      [
        'render <CartLine>',
        {
          $: 'map',
          v: [
            ['sku', 'beans-eth'],
            ['reason', 'props'],
          ],
        },
      ],
    ],
    ['info', ['feature flags', { checkoutV2: true, coupons: { $: 'undefined' }, ratio: { $: 'number', v: 'NaN' } }]],
    ['warn', ['Deprecated: `price` is a number of euros; use `amount` in cents']],
    [
      'error',
      [
        'Could not refresh the quote',
        {
          $: 'error',
          name: 'HttpError',
          message: '503 Service Unavailable',
          stack: 'HttpError: 503 Service Unavailable\n    at quote (https://shop.example/assets/api.js:31:9)',
        },
      ],
    ],
    ['log', ['price feed', [12.9, 13.5, 64.9, 219], 'EUR', null, true]],
  ])
  tell(document, {
    kind: 'event',
    type: 'console',
    data: { method, args, ...(method === 'error' ? { stack: 'at refreshQuote (https://shop.example/assets/checkout.js:77:13)' } : {}) },
  })
  return requests
}

function type({ random, document, requests, tell, wait }: FactTools): number {
  const field = random.pick(['email', 'street', 'city', 'card'])
  const target = `form#checkout > input[name=${field}]`
  tell(document, { kind: 'event', type: 'input', data: { action: 'focus', target, role: 'textbox' } })
  for (let keys = random.between(1, 4); keys > 0; keys--) {
    wait(random.between(60, 170))
    const value = field === 'card' ? { $: 'redacted', by: 'card-number' } : '•'.repeat(keys + 2)
    tell(document, { kind: 'event', type: 'input', data: { action: 'input', target, role: 'textbox', value } })
  }
  return requests
}

function navigate({ random, document, requests, tell }: FactTools): number {
  const path = random.pick(['/products', '/products/kettle-07', '/cart', '/about'])
  tell(document, {
    kind: 'event',
    type: 'navigation',
    data: { how: 'push', url: `https://shop.example${path}`, from: 'https://shop.example/' },
  })
  if (random.chance(0.5)) tell(document, { kind: 'event', type: 'mark', data: { name: `route ${path}` } })
  return requests
}

function trouble({ random, document, requests, tell }: FactTools): number {
  if (random.chance(0.25)) {
    const reason = random.pick(['budget', 'overflow', 'unsupported'])
    tell(document, {
      kind: 'event',
      type: 'gap',
      data: { reason, lost: random.between(3, 400), detail: reason === 'unsupported' ? 'SharedWorker' : undefined },
    })
    return requests
  }
  tell(document, {
    kind: 'event',
    type: 'error',
    data: {
      from: random.pick(['error', 'rejection']),
      name: 'TypeError',
      message: "Cannot read properties of undefined (reading 'amount')",
      stack:
        "TypeError: Cannot read properties of undefined (reading 'amount')\n    at CartTotal (https://shop.example/assets/cart-total.js:18:27)\n    at renderWithHooks (https://shop.example/assets/react-dom.js:11004:18)\n    at performWorkOnRoot (https://shop.example/assets/react-dom.js:12110:11)",
      url: 'https://shop.example/assets/cart-total.js',
      line: 18,
      column: 27,
    },
  })
  return requests
}
