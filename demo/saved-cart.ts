const key = 'encore.cart'

/** What an earlier visit left in the cart: how many tickets of each concert. */
export function readCart(): Record<string, number> {
  const saved = localStorage.getItem(key)
  return saved === null ? {} : JSON.parse(saved)
}

export function writeCart(tickets: Readonly<Record<string, number>>): void {
  const text = JSON.stringify(tickets)
  if (localStorage.getItem(key) !== text) localStorage.setItem(key, text)
}
