import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { Locator } from 'playwright'
import { type Served, serveFolders } from '../../../harness/serve'
import { answerApi, openApi } from './api'
import type { RecordedApp } from './app'
import { sentence } from './words'

/** How often each operation is sent, with other parameters each time. */
const times = 4

/** Swagger UI as published, over an interface of 24 operations, each of which is tried out some times. */
export const swagger: RecordedApp = {
  title: 'Swagger UI 5.35.0: every operation of an interface is tried out',

  serve: () => serveSwagger(6),

  async use(page, log) {
    await page.locator('.opblock').first().waitFor()
    const operations = await page.locator('.opblock').all()
    for (const [i, operation] of operations.entries()) {
      await openOperation(operation)
      for (let time = 0; time < times; time++) await tryOut(operation, i * times + time)
      if (i % 8 === 7) log(`${i + 1} of ${operations.length} operations tried`)
    }
  },
}

/** The files of the package before an interface of so many collections. */
export function serveSwagger(collections: number): Promise<Served> {
  const files = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const document = JSON.stringify(openApi(collections))
  return serveFolders([files], (request, response) => {
    if (request.url === '/') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
    else if (request.url === '/openapi.json') response.writeHead(200, { 'content-type': 'application/json' }).end(document)
    else return answerApi(request, response)
    return true
  })
}

export async function openOperation(operation: Locator): Promise<void> {
  await operation.locator('.opblock-summary-control').click()
  await operation.getByRole('button', { name: 'Try it out' }).click()
}

/** Fills in what can be filled in, has it sent, and waits for the answer. */
export async function tryOut(operation: Locator, i: number): Promise<void> {
  for (const [at, field] of (await operation.locator('.parameters input').all()).entries()) {
    await field.fill('')
    const isNumber = (await field.getAttribute('placeholder')) !== null && at === 0
    await field.pressSequentially(isNumber ? String((i * 53) % 1000) : sentence(i + at, 2))
  }
  const body = operation.locator('.body-param textarea')
  if ((await body.count()) > 0) {
    await body.click()
    await body.press('Control+Home')
    await body.press('ArrowRight')
    await body.pressSequentially(`"key": "${sentence(i, 1)}", `)
  }
  await operation.getByRole('button', { name: 'Execute', exact: true }).click()
  await operation.locator('.live-responses-table').waitFor()
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8"><title>Swagger UI</title><link rel="icon" href="data:,"><link rel="stylesheet" href="swagger-ui.css">
<body>
<div id="swagger-ui"></div>
<script src="swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: 'openapi.json', dom_id: '#swagger-ui', deepLinking: true })</script>
`
