export interface Concert {
  readonly id: string
  readonly artist: string
  readonly place: string
  /** Day of the concert, `2027-03-14`. */
  readonly date: string
  /** In cents. */
  readonly price: number
  readonly left: number
}

export interface Order {
  readonly id: string
  readonly total: number
}

/** What the form asks for. The password and the card go to the server and nowhere else. */
export interface Buyer {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly cardNumber: string
  readonly securityCode: string
}

export async function fetchConcerts(): Promise<readonly Concert[]> {
  return answerOf(await fetch('/api/concerts'))
}

export async function sendOrder(buyer: Buyer, tickets: Readonly<Record<string, number>>): Promise<Order> {
  const response = await fetch('/api/orders', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer demo-token-of-the-shop' },
    body: JSON.stringify({ buyer, tickets }),
  })
  return answerOf(response)
}

export async function fetchWeather(place: string): Promise<string> {
  const { forecast } = await answerOf<{ forecast: string }>(await fetch(`/api/weather?place=${encodeURIComponent(place)}`))
  return forecast
}

async function answerOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`The server answered ${response.status} ${response.statusText}`)
  return response.json()
}
