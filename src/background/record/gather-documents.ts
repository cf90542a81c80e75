import type { WxtBrowser } from 'wxt/browser'
import { relayPlace, reportOfFrame } from '../../bridge/relay'
import type { Connection } from './connection'

/**
 * Resolves with true once every recorded document of the tab has a connection,
 * with false when that takes too long. A
 * background that has just been started has none: its documents notice by and
 * by that the one before is gone, and may wait for seconds before they try again.
 */
export async function gatherDocuments(
  tab: number,
  scripting: WxtBrowser['scripting'],
  connections: (tab: number) => readonly Pick<Connection, 'document'>[],
): Promise<boolean> {
  for (const end = performance.now() + mostMilliseconds; performance.now() < end; ) {
    const recorded = await documentsOf(tab, scripting)
    const here = new Set(connections(tab).map(({ document }) => document))
    // One that is missing believes in a connection to an earlier background, and learns better in a moment.
    if (recorded.every((document) => here.has(document))) return true
  }
  return false
}

const mostMilliseconds = 2000

async function documentsOf(tab: number, scripting: WxtBrowser['scripting']): Promise<readonly string[]> {
  try {
    const frames = await scripting.executeScript({
      target: { tabId: tab, allFrames: true },
      injectImmediately: true,
      func: reportOfFrame,
      args: [relayPlace],
    })
    return frames.flatMap(({ result }) => (typeof result === 'string' ? [result] : []))
  } catch {
    // The tab is gone, or shows a page the recorder may not enter: nothing in it is being recorded.
    return []
  }
}
