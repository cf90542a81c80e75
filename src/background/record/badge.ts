import type { WxtBrowser } from 'wxt/browser'
import { browserWords } from '../../core/words'

const red = '#c5221f'

/** Says on the toolbar button why a tab could not be recorded; the next recording or page takes it away. */
export async function showProblem(action: WxtBrowser['action'], tab: number, text: string): Promise<void> {
  await action.setBadgeBackgroundColor({ tabId: tab, color: red })
  await action.setBadgeText({ tabId: tab, text: '!' })
  await action.setTitle({ tabId: tab, title: `Playhead: ${text}` })
}

/** Shows on the toolbar button whether a tab is being recorded. Browsers forget it on navigation: call it for each new document. */
export async function showBadge(action: WxtBrowser['action'], tab: number, recording: boolean): Promise<void> {
  try {
    await action.setBadgeBackgroundColor({ tabId: tab, color: red })
    await action.setBadgeText({ tabId: tab, text: recording ? 'REC' : '' })
    await action.setTitle({ tabId: tab, title: recording ? browserWords.stop : browserWords.record })
  } catch {
    // The tab was closed in between; there is no button left to show it on.
  }
}
