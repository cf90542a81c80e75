import type { Panel } from './panel'

/** Takes files that are pasted anywhere; text goes where it always goes. Gives what ends the listening. */
export function listenForPastes(panel: Panel): () => void {
  const ended = new AbortController()
  window.addEventListener(
    'paste',
    (event) => {
      const [file] = event.clipboardData?.files ?? []
      if (file === undefined) return
      event.preventDefault()
      void panel.shares.importFile(file)
    },
    { signal: ended.signal },
  )
  return () => ended.abort()
}
