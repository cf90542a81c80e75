import { expect, it } from 'vitest'
import { launchChromium } from '../harness/chromium'
import { type CountingApp, countedSteps, countingApp } from '../harness/counting-app'
import { exportAsUsual } from '../harness/export-file'
import { failAsFullDisk, fullSessions } from '../harness/full-disk'
import { controlRecorder } from '../harness/recording'
import { servePage } from '../harness/serve'
import { numberingFaults } from '../harness/stored'
import { until } from '../harness/until'

it('a full disk ends the recording, says so in the panel, and takes nothing that was kept', async () => {
  const server = await servePage(countingApp)
  const chromium = await launchChromium()
  try {
    const control = await controlRecorder(chromium)
    const page = await chromium.open(server.url)
    const { panel } = await chromium.openPanel(page)
    const id = await control.start(page)
    const run = () => page.evaluate(() => (globalThis as unknown as CountingApp).run(100, 4))
    await run()
    await until('the first actions', async () => countedSteps(await control.session(id)).length === 100)
    const worker = await chromium.worker()
    await failAsFullDisk(worker)
    expect(await run()).toBe(200)
    await until('the recording to end', async () => (await fullSessions(worker)).includes(id))
    const banner = panel.getByRole('alert').filter({ hasText: 'the disk is full' })
    await banner.getByRole('button', { name: 'Export' }).waitFor()

    // There is room again once the background that met the full disk is gone.
    await chromium.stopWorker()
    await control.wake()
    const session = await control.sessionWhen(id, 'the session to say why it ended', ({ status }) => status === 'full')
    expect(numberingFaults(session)).toEqual([])
    expect(countedSteps(session).slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
    await exportAsUsual(panel, banner)
    await chromium.downloads.waitFor(/\.session\.json\.gz$/)

    // The next recording of the tab begins with a clean slate.
    const next = await control.start(page)
    expect(next).not.toBe(id)
    await banner.waitFor({ state: 'detached' })
  } finally {
    await chromium.close()
    await server.close()
  }
})
