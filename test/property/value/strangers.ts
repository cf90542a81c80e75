class Money {
  #cents = 100
  currency = 'EUR'
  get cents(): number {
    return this.#cents
  }
}

function refuse(): never {
  throw new TypeError('refused')
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

const ghost = { value: 1, enumerable: true, configurable: true }

/** Values with no plain equivalent, and objects that lie, refuse and throw. Each answers the same every time it is asked. */
export const strangers: Readonly<Record<string, () => unknown>> = {
  symbol: () => Symbol('s'),
  function: () =>
    function named() {
      return 1
    },
  class: () => class Named {},
  'private fields': () => new Money(),
  url: () => new URL('https://example.com/a?password=hunter2'),
  promise: () => Promise.resolve(1),
  'weak map': () => new WeakMap(),
  'weak ref': () => new WeakRef({}),
  iterator: () => [1, 2][Symbol.iterator](),
  blob: () => new Blob(['abc'], { type: 'text/plain' }),
  node: () => Object.assign(Object.create({ nodeType: 1, nodeName: 'DIV', id: 'x' }), { own: 1 }),
  'huge bigint': () => 1n << 10_000n,
  'no prototype': () => Object.assign(Object.create(null), { a: 1, password: 'x' }),
  'revoked proxy': revoked,
  'revoked function': () => {
    const { proxy, revoke } = Proxy.revocable(refuse, {})
    revoke()
    return proxy
  },
  'refusing proxy': () =>
    new Proxy({}, { get: refuse, ownKeys: refuse, getPrototypeOf: refuse, has: refuse, getOwnPropertyDescriptor: refuse }),
  'list of refusals': () => new Proxy([1, 2, 3], { get: (list, key) => (key === '1' ? refuse() : Reflect.get(list, key)) }),
  'endless list': () => new Proxy([1, 2, 3], { get: (list, key) => (key === 'length' ? Infinity : Reflect.get(list, key)) }),
  'long list': () => new Proxy([1, 2, 3], { get: (list, key) => (key === 'length' ? 200 : Reflect.get(list, key)) }),
  'list of broken length': () => new Proxy([1, 2, 3], { get: (list, key) => (key === 'length' ? -3.5 : Reflect.get(list, key)) }),
  'ghost keys': () => new Proxy({ a: 1 }, { ownKeys: () => ['a', 'ghost'], getOwnPropertyDescriptor: () => ghost }),
  'proxy of a map': () => new Proxy(new Map([[1, 2]]), {}),
  'proxy of a date': () => new Proxy(new Date(0), {}),
  'throwing getter': () => ({
    get bad() {
      return refuse()
    },
    good: 1,
  }),
  'getter that throws what cannot be read': () => ({
    get bad() {
      throw revoked()
    },
  }),
  'getter of a new object each time': () => ({
    get fresh() {
      return { a: [1] }
    },
  }),
  'throwing toJSON': () => ({ toJSON: refuse }),
  'says it is a Map': () => ({ [Symbol.toStringTag]: 'Map', a: 1 }),
  'inherits that it is a Date': () => Object.assign(Object.create({ [Symbol.toStringTag]: 'Date' }), { a: 1 }),
  'inherits that it is a buffer': () => Object.create({ [Symbol.toStringTag]: 'ArrayBuffer' }),
  'inherits that it is a Number': () => Object.create({ [Symbol.toStringTag]: 'Number' }),
  'tag that throws': () =>
    Object.create({
      get [Symbol.toStringTag]() {
        return refuse()
      },
    }),
  'map of another size': () => Object.defineProperty(new Map([[1, 2]]), 'size', { value: 7 }),
  'error of wrong fields': () => Object.assign(new Error('e'), { name: { toString: null }, message: 7, stack: [] }),
  'error that refuses': () => Object.defineProperty(new Error('e'), 'message', { get: refuse }),
  'long text': () => 'x😀'.repeat(700),
}
