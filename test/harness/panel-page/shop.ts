import type { Json, JsonObject } from '../../../src/core/value/json'
import type { Random } from './random'

/** One step of the shop's store: what was dispatched, and the state after it. */
export interface ShopStep {
  readonly action: JsonObject
  readonly state: ShopState
}

export interface ShopState extends JsonObject {
  readonly cart: JsonObject
}

interface Line {
  readonly sku: string
  readonly title: string
  readonly quantity: number
  readonly price: number
}

const products = [
  ['kettle-07', 'Gooseneck kettle 0.7 l', 64.9],
  ['beans-eth', 'Ethiopia Guji, 250 g', 13.5],
  ['beans-col', 'Colombia Huila, 250 g', 12.9],
  ['filter-02', 'Paper filters 02, 100 pcs', 5.4],
  ['mill-c40', 'Hand mill C40', 219],
  ['scale-bt', 'Brewing scale', 48],
  ['mug-grey', 'Stoneware mug, grey', 17.8],
] as const

/** The state a small coffee shop starts with: nested, typed and with a few things a recorder leaves out. */
export function firstShopState(): ShopState {
  return {
    session: {
      user: { id: 4711, name: 'Mira Okafor', email: 'mira@shop.example', roles: ['customer'] },
      token: { $: 'redacted', by: 'token' },
      since: { $: 'date', v: '2026-11-20T09:14:02.000Z' },
    },
    catalog: {
      status: 'ready',
      page: 1,
      products: Object.fromEntries(
        products.map(([sku, title, price], at) => [
          sku,
          { title, price, stock: 40 - at * 5, tags: ['coffee', at % 2 ? 'new' : 'classic'] },
        ]),
      ),
      seen: { $: 'set', v: [] },
    },
    cart: { lines: [], coupon: null, subtotal: 0, shipping: 4.9, total: 4.9 },
    checkout: { step: 'cart', address: null, payment: { method: null, cvc: { $: 'redacted', by: 'card-code' } } },
    ui: { banner: 'autumn', drawer: false, toasts: [], onClose: { $: 'function', name: 'onClose' } },
  }
}

/** What a visitor does next, as the shop's reducers would have it. */
export function nextShopStep(state: ShopState, random: Random): ShopStep {
  const steps: readonly [Step, ...Step[]] = [
    addLine,
    addLine,
    setQuantity,
    setQuantity,
    removeLine,
    toggleDrawer,
    nextPage,
    applyCoupon,
    see,
  ]
  return random.pick(steps)(state, random)
}

type Step = (state: ShopState, random: Random) => ShopStep

const part = (state: JsonObject, name: string): JsonObject => state[name] as JsonObject
const linesOf = (state: ShopState): readonly Line[] => part(state, 'cart').lines as unknown as readonly Line[]

function withLines(state: ShopState, lines: readonly Line[]): ShopState {
  const subtotal = Math.round(lines.reduce((sum, line) => sum + line.price * line.quantity, 0) * 100) / 100
  const shipping = subtotal > 60 ? 0 : 4.9
  const total = Math.round((subtotal + shipping) * 100) / 100
  return { ...state, cart: { ...part(state, 'cart'), lines: lines as unknown as Json, subtotal, shipping, total } }
}

const addLine: Step = (state, random) => {
  const [sku, title, price] = random.pick(products as unknown as [(typeof products)[number]])
  const lines = linesOf(state)
  const known = lines.some((line) => line.sku === sku)
  const next = known
    ? lines.map((line) => (line.sku === sku ? { ...line, quantity: line.quantity + 1 } : line))
    : [...lines, { sku, title, quantity: 1, price }]
  return { action: { type: 'cart/lineAdded', payload: { sku, quantity: 1 } }, state: withLines(state, next) }
}

const setQuantity: Step = (state, random) => {
  const lines = linesOf(state)
  const at = random.between(0, Math.max(0, lines.length - 1))
  const line = lines[at]
  if (line === undefined) return addLine(state, random)
  const quantity = random.between(1, 4)
  return {
    action: { type: 'cart/quantityChanged', payload: { sku: line.sku, quantity } },
    state: withLines(state, lines.with(at, { ...line, quantity })),
  }
}

const removeLine: Step = (state, random) => {
  const lines = linesOf(state)
  if (lines.length < 3) return addLine(state, random)
  const at = random.between(0, lines.length - 1)
  return { action: { type: 'cart/lineRemoved', payload: { sku: lines[at]?.sku ?? '' } }, state: withLines(state, lines.toSpliced(at, 1)) }
}

const toggleDrawer: Step = (state) => {
  const ui = part(state, 'ui')
  return { action: { type: 'ui/drawerToggled' }, state: { ...state, ui: { ...ui, drawer: ui.drawer !== true } } }
}

const nextPage: Step = (state, random) => {
  const page = random.between(1, 6)
  return {
    action: { type: 'catalog/fetchPage/fulfilled', payload: { page }, meta: { requestId: `r${page}`, requestStatus: 'fulfilled' } },
    state: { ...state, catalog: { ...part(state, 'catalog'), page } },
  }
}

const applyCoupon: Step = (state, random) => {
  const coupon = random.chance(0.5) ? { code: 'AUTUMN-10', percent: 10 } : null
  return { action: { type: 'cart/couponApplied', payload: { coupon } }, state: { ...state, cart: { ...part(state, 'cart'), coupon } } }
}

const see: Step = (state, random) => {
  const [sku] = random.pick(products as unknown as [(typeof products)[number]])
  const seen = (part(part(state, 'catalog'), 'seen').v as readonly Json[]).filter((other) => other !== sku)
  return {
    action: { type: 'catalog/productSeen', payload: sku },
    state: { ...state, catalog: { ...part(state, 'catalog'), seen: { $: 'set', v: [...seen, sku] } } },
  }
}
