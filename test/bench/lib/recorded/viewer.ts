import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Page } from 'playwright'
import { inProject } from '../../../../scripts/lib/paths.mjs'
import { serveFolders } from '../../../harness/serve'
import { publishedFiles } from '../published'
import type { RecordedApp } from './app'
import { sentence } from './words'

const pages = 200
/** Of turning pages and looking at one. */
const rounds = 100
const books = ['atlas', 'herbal', 'songs']

/** Mirador as published, over three generated books: two windows, pages with their transcription turned, pictures zoomed and moved. */
export const viewer: RecordedApp = {
  title: 'Mirador 4.0.0: books are looked through',

  serve: async () => serveFolders([`${publishedFiles(published)}/dist`, inProject('public/icon')], answer),

  async use(page, log) {
    await page.getByRole('button', { name: 'Next item' }).first().waitFor()
    for (let i = 0; i < rounds; i++) {
      await lookAt(page, i)
      if (i % 25 === 24) log(`${i + 1} of ${rounds} times looked`)
    }
  },
}

const published = {
  name: 'mirador',
  version: '4.0.0',
  integrity: 'sha512-uWsE9e2oqSc/lUu+vVwDGhTsycuhGsfZ2KfX6CLfXiT3wgGy6qT9+q5M3V9Zz72hkdIgsJugKesaowmRtYmvrA==',
}

/** Turns pages of one of the two books, and has a close look at the last. */
async function lookAt(page: Page, i: number): Promise<void> {
  const picture = page.locator('.mirador-window .openseadragon-canvas').nth(i % 2)
  // The window that was pressed has the buttons.
  await picture.click({ position: { x: 20, y: 20 } })
  for (let turned = 0; turned < 3; turned++) await page.getByRole('button', { name: 'Next item' }).click()
  for (const name of ['Zoom in', 'Zoom in', 'Zoom out']) await page.getByRole('button', { name }).click()
  const box = await picture.boundingBox()
  if (box === null) throw new Error('The picture is not shown')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 3 + i, { steps: 12 })
  await page.mouse.up()
  for (const by of [-120, -120, 120]) await page.mouse.wheel(0, by)
  await page.getByRole('button', { name: 'Reset zoom' }).click()
}

function answer(request: IncomingMessage, response: ServerResponse): boolean {
  const { pathname, origin } = new URL(request.url ?? '/', `http://${request.headers.host}`)
  if (pathname === '/') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html(origin))
    return true
  }
  const [, book, page] = /^\/iiif\/(\w+?)(?:-(\d+))?\.json$/.exec(pathname) ?? []
  if (book === undefined) return false
  const body = page === undefined ? manifest(origin, book) : transcription(origin, book, Number(page))
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  return true
}

/** Presentation 3.0 of the International Image Interoperability Framework. */
function manifest(origin: string, book: string): object {
  const id = `${origin}/iiif/${book}`
  return {
    '@context': 'http://iiif.io/api/presentation/3/context.json',
    id: `${id}.json`,
    type: 'Manifest',
    label: { en: [`The ${book}`] },
    summary: { en: [sentence(book.length, 30)] },
    metadata: [{ label: { en: ['Written by'] }, value: { en: [sentence(book.length + 1, 2)] } }],
    items: Array.from({ length: pages }, (_, i) => ({
      id: `${id}/canvas/${i}`,
      type: 'Canvas',
      label: { en: [`${i + 1}. ${sentence(i, 3)}`] },
      height: 960,
      width: 640,
      items: [{ id: `${id}/page/${i}`, type: 'AnnotationPage', items: [painting(origin, id, i)] }],
      annotations: [{ id: `${id}-${i}.json`, type: 'AnnotationPage' }],
    })),
  }
}

/** What stands on a page, line by line, as a text of its own that is asked for when the page is shown. */
function transcription(origin: string, book: string, page: number): object {
  const id = `${origin}/iiif/${book}`
  return {
    '@context': 'http://iiif.io/api/presentation/3/context.json',
    id: `${id}-${page}.json`,
    type: 'AnnotationPage',
    items: Array.from({ length: 12 }, (_, line) => ({
      id: `${id}-${page}/line/${line}`,
      type: 'Annotation',
      motivation: 'supplementing',
      body: { type: 'TextualBody', language: 'en', format: 'text/plain', value: sentence(page * 12 + line, 8) },
      target: `${id}/canvas/${page}#xywh=60,${60 + line * 70},520,48`,
    })),
  }
}

const painting = (origin: string, id: string, i: number) => ({
  id: `${id}/annotation/${i}`,
  type: 'Annotation',
  motivation: 'painting',
  target: `${id}/canvas/${i}`,
  body: { id: `${origin}/128.png?page=${i}`, type: 'Image', format: 'image/png', height: 960, width: 640 },
})

const html = (origin: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8"><title>Mirador</title><link rel="icon" href="data:,">
<body>
<div id="viewer" style="position: absolute; inset: 0"></div>
<script src="mirador.min.js"></script>
<script>Mirador.viewer(${JSON.stringify({
  id: 'viewer',
  // Without a graphics card, which is how this runs, pictures by WebGL take a second each.
  osdConfig: { drawer: 'canvas' },
  catalog: books.map((book) => ({ manifestId: `${origin}/iiif/${book}.json` })),
  windows: books.slice(0, 2).map((book) => ({ manifestId: `${origin}/iiif/${book}.json` })),
})})</script>
`
