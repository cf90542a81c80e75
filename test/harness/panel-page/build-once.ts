import type { TestProject } from 'vitest/node'
import { removeFolder } from '../temp'
import { buildPanelPage } from './open-panel-page'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the panel as a plain web page. */
    panelPage: string
  }
}

/** Before the first test in a browser: the page that many files of tests open is built, once for all of them. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  const folder = await buildPanelPage()
  provide('panelPage', folder)
  return () => removeFolder(folder)
}
