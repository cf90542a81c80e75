import type { NewEntry } from '../../../src/core/model'

/** What a busy page records, from the entry `first` on: state changes, requests, console calls, clicks; about 300 bytes each as JSON. */
export function typicalEntries(count: number, first = 0): readonly NewEntry[] {
  return Array.from({ length: count }, (_, i) => typicalEntry(first + i, 1_790_000_000_000 + (first + i) * 7.25))
}

/** The action of the state change that the entry of this number is. */
export function typicalAction(i: number) {
  return { type: 'orders/updated', payload: { id: `o${i % 5000}`, total: ((i * 37) % 9999) / 100, status: 'paid', note: `line ${i}` } }
}

function typicalEntry(i: number, t: number): NewEntry {
  switch (i % 20) {
    case 0:
    case 7:
    case 14: {
      const args = ['order saved', { id: `o${i}`, total: i, customer: { name: `Customer ${i}`, city: 'Rotterdam' } }]
      const stack = 'at save (http://localhost:3000/src/orders.js:120:14)\n at async click (http://localhost:3000/src/app.js:12:9)'
      return { kind: 'event', type: 'console', t, data: { method: 'log', args, stack } }
    }
    case 3:
    case 11:
    case 18: {
      const url = `http://localhost:3000/api/orders/${i}?page=${i % 50}&sort=created`
      const timing = { dns: 0, connect: 0, request: 1.25, response: 10.5 }
      const data = { id: i, api: 'fetch', method: 'GET', url, status: 200, outcome: 'ok', duration: 12.5, size: 5120, timing } as const
      return { kind: 'event', type: 'response', t, data }
    }
    case 5:
    case 15: {
      const target = `main > section.orders > ul > li:nth-child(${i % 40}) > button.save`
      return {
        kind: 'event',
        type: 'input',
        t,
        data: { action: 'click', target, role: 'button', label: 'Save order', x: i % 1200, y: i % 800 },
      }
    }
    default: {
      const action = typicalAction(i)
      const { id, total, status } = action.payload
      const patch = Object.entries({ total, status }).map(([key, value]) => ({
        op: 'replace' as const,
        path: `/orders/entities/${id}/${key}`,
        value,
      }))
      return { kind: 'state', type: 'change', source: 'store', t, data: { action, patch } }
    }
  }
}
