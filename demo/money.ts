const euro = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' })

/** `cents` as people read it. */
export const money = (cents: number) => euro.format(cents / 100)
