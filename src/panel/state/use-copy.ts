import { copyText } from '../parts/copy-text'
import { text } from '../text'
import { usePanel } from './context'

/** Copies text and says so; a clipboard that refuses becomes a notice. */
export function useCopy(): (what: string) => Promise<void> {
  const { toasts, notices } = usePanel()
  return async (what) => {
    if (await copyText(what)) toasts.show(text.copied)
    else notices.add(text.entry.copying, { code: 'internal', detail: { why: text.entry.noClipboard } })
  }
}
