import type { Page } from 'playwright'

/** What the visitor types. The password and the code must never be found in a recording; the others not in a file. */
export const visitor = {
  name: 'Grace Example',
  email: 'grace@example.com',
  password: 'correct horse battery staple',
  cardNumber: '4111 1111 1111 1111',
  securityCode: '737',
}

/** A visit to the shop: looks, buys, fails, tries again, and presses what goes wrong. `page` shows the shop's first page. */
export async function visitDemo(page: Page): Promise<void> {
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  await button('Add a ticket for The Night Ferry').click()
  await button('Add a ticket for The Night Ferry').click()
  await button('Add a ticket for Glass Orchard').click()
  await button('Remove a ticket for The Night Ferry').click()
  await button('Weather in Hamburg?').click()
  await page.getByText('16 °C').waitFor()
  await page.getByRole('link', { name: /Checkout/ }).click()
  await page.getByLabel('Name').fill(visitor.name)
  await page.getByLabel('E-mail').fill(visitor.email)
  await page.getByLabel('Password').pressSequentially(visitor.password)
  await page.getByLabel('Card number').pressSequentially(visitor.cardNumber)
  await page.getByLabel('Security code').pressSequentially(visitor.securityCode)
  await button(/^Pay/).click()
  await page.getByRole('alert').waitFor()
  await button('Apply voucher').click()
  await button('Ask for a refund').click()
  await button('Warn').click()
  await button(/^Pay/).click()
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'Concerts this spring' }).waitFor()
}
