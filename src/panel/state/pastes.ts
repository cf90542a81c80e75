import { fileOfText } from './importing'
import { isTextBox } from './keys'
import type { Panel } from './panel'

/** Takes files that are pasted anywhere, and the text of a session file; into a text box text goes as always. Gives what ends the listening. */
export function listenForPastes(panel: Panel): () => void {
  const ended = new AbortController()
  window.addEventListener(
    'paste',
    (event) => {
      const files = [...(event.clipboardData?.files ?? [])]
      const text = files.length > 0 || isTextBox(event.target) ? undefined : fileOfText(event.clipboardData?.getData('text/plain') ?? '')
      const found = text === undefined ? files : [text]
      if (found.length === 0) return
      event.preventDefault()
      void panel.importing.take(found)
    },
    { signal: ended.signal },
  )
  return () => ended.abort()
}
