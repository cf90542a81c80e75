/** Builds the viewer, serves it and says where, until it is stopped. Arguments: a session file, `--port N`, `--no-open`. */
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureViewerBuilt } from './build-viewer.mjs'
import { main } from './child.mjs'
import { hasDisplay, showInBrowser } from './display.mjs'
import { serveViewer } from './viewer-server.mjs'

/** Always the same, because what a browser keeps, it keeps for an address with its port. */
const usualPort = 4410

const say = (line) => process.stdout.write(`${line}\n`)

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: String(usualPort) }, 'no-open': { type: 'boolean', default: false } },
  })
  if (!/^\d{1,5}$/.test(values.port)) throw new Error(`--port takes a number, not ${values.port}.`)
  const file = fileOf(positionals)
  const folder = await ensureViewerBuilt()
  const { url, link, close } = await serveViewer({ folder, file, port: Number(values.port) })
  say(`The viewer is at ${url}`)
  if (file !== undefined) say(`This link opens the file: ${link}`)
  say('Ctrl+C ends it.')
  if (!values['no-open'] && hasDisplay()) showInBrowser(link)
  await new Promise((ended) => {
    process.once('SIGINT', ended)
    process.once('SIGTERM', ended)
  })
  await close()
  return 0
})

function fileOf(named) {
  if (named.length > 1) throw new Error('One session file at a time.')
  const [first] = named
  if (first === undefined) return undefined
  // Where npm was called, not where the project is.
  const file = resolve(process.env.INIT_CWD ?? '.', first)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Error(`There is no file ${file}.`)
  return file
}
