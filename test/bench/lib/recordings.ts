import { existsSync } from 'node:fs'
import { inProject } from '../../../scripts/lib/paths.mjs'
import { launchChromium } from '../../harness/chromium'
import { controlRecorder } from '../../harness/recording'
import type { RecordedApp } from './recorded/app'
import { cms } from './recorded/cms'
import { reference } from './recorded/reference'
import { swagger } from './recorded/swagger'
import { viewer } from './recorded/viewer'
import type { Recording } from './recording-document'
import { readRecording, recordingOf, writeRecording } from './recording-file'

const apps = { swagger, cms, viewer, reference } satisfies Readonly<Record<string, RecordedApp>>

export type RecordingName = keyof typeof apps

/** Apps of somebody else's that are used for some minutes each. */
export const recordingNames: readonly RecordingName[] = ['swagger', 'cms', 'viewer', 'reference']

/**
 * The path of the session file of a recording, not sanitized, as plain JSON. It is
 * recorded when there is none yet, in real Chromium with the built extension: remove
 * the folder `.output/bench/recordings` to have all recorded anew.
 */
export async function recordingNamed(name: RecordingName, log: (line: string) => void): Promise<string> {
  const path = inProject(`.output/bench/recordings/${name}.playhead.json`)
  if (existsSync(path)) return path
  log(`recording ${apps[name].title}`)
  const recording = await record(apps[name], log)
  await writeRecording(path, recording)
  const { entries } = await readRecording(path)
  log(`${name}: ${entries.length.toLocaleString('en')} entries`)
  return path
}

async function record({ title, serve, use }: RecordedApp, log: (line: string) => void): Promise<Recording> {
  const server = await serve()
  const chromium = await launchChromium()
  try {
    const control = await controlRecorder(chromium)
    const page = await chromium.open(server.url)
    const id = await control.start(page, true)
    await use(page, log)
    await control.stop(page)
    return recordingOf(await control.session(id), title)
  } finally {
    await chromium.close()
    await server.close()
  }
}
