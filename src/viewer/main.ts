import './viewer.css'
import { createBrowserEnv } from '../host/env'
import { startViewer } from './start-viewer'
import JobWorker from './worker?worker'

const root = document.getElementById('app')
if (root !== null) {
  const parts = { env: createBrowserEnv(), window, createWorker: (name: string) => new JobWorker({ name }) }
  void startViewer(root, parts, new AbortController().signal)
}
