import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readArchiveFile } from '../harness/archive-file'
import { type Firefox, launchFirefox } from '../harness/firefox'
import type { Served } from '../harness/serve'
import { until } from '../harness/until'
import { type SessionFile, serveViewerAt, visitFile } from '../harness/viewer'

let firefox: Firefox
let visit: SessionFile
let served: Served

beforeAll(async () => {
  visit = await visitFile({ id: 'visit', name: 'Wrong total after coupon', startedAt: 1_795_000_000_000, entries: 800, seed: 3 })
  served = await serveViewerAt('/viewer/', [visit])
  firefox = await launchFirefox()
})
afterAll(async () => {
  await firefox.close()
  await served.close()
})

const textOf = (selector: string) => firefox.evaluate((wanted) => document.querySelector(wanted)?.textContent ?? undefined, selector)
const button = (label: string) => `//button[@aria-label='${label}' or normalize-space(.)='${label}']`

it('opens a linked file, keeps the moment in the address, and exports, in Firefox too', async () => {
  await firefox.open(`${served.url}viewer/?session=/files/${visit.name}#s=visit&t=40.document-1`)
  await until('the entry of the link', async () => (await textOf('.entry-place'))?.includes('#40'))
  expect(await textOf('h1')).toBe('Wrong total after coupon')

  await firefox.click(button('Next entry'))
  await until('another entry', async () => !(await textOf('.entry-place'))?.includes('#40'))
  const number = /#(\d+)/.exec((await textOf('.entry-place')) ?? '')?.[1]
  await until('its address', () => firefox.evaluate((n) => location.hash.includes(`t=${n}.`), number ?? ''))

  await firefox.click(button('Export'))
  await firefox.click(button('Export file'))
  const file = await firefox.downloads.waitFor(/\.session\.json\.gz$/)
  const opened = JSON.parse(gunzipSync(visit.buffer).toString('utf8'))
  expect(readArchiveFile(file).sessions[0]?.entries.length).toBe(opened.sessions[0].entries.length)
})

it('takes a dropped file, and refuses another kind, in Firefox too', async () => {
  const drop = (base64: string, name: string) =>
    firefox.evaluate(
      (bytes, called) => {
        const data = new DataTransfer()
        data.items.add(new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], called))
        document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
      },
      base64,
      name,
    )
  await firefox.open(`${served.other}viewer/`)
  await until('the page', async () => (await textOf('h1')) === 'Open a session file')
  await drop(btoa('no session at all'), 'notes.txt')
  await until('the refusal', async () => (await textOf('.strip-failed'))?.includes('archive/'))
  await drop(visit.buffer.toString('base64'), visit.name)
  await until('the session', async () => (await textOf('h1')) === 'Wrong total after coupon')
})
