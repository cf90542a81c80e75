import type { JSX } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import { Icon } from '../../parts/icon'
import { usePanel } from '../../state/context'
import type { Panel } from '../../state/panel'
import { text } from '../../text'

/** Takes files dropped anywhere on the panel; while one hovers, says what is accepted. */
export function DropTarget(): JSX.Element | null {
  const panel = usePanel()
  const [hovering, setHovering] = useState(false)
  // Before anything is to be seen: a drop that nobody hears takes the panel away and shows the file.
  useLayoutEffect(() => listenForDrops(panel, setHovering), [panel])
  if (!hovering) return null
  return (
    <div class="drop-overlay">
      <div class="drop-card">
        <Icon name="import" size={32} />
        <strong>{text.drop.title}</strong>
        <span>{text.drop.accepts}</span>
      </div>
    </div>
  )
}

/** Entering a child leaves its parent, so entries and leavings are counted. Gives what ends the listening. */
function listenForDrops(panel: Panel, setHovering: (hovering: boolean) => void): () => void {
  const ended = new AbortController()
  let depth = 0
  const listen = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', handler: (event: DragEvent) => void): void =>
    window.addEventListener(type, handler, { signal: ended.signal })

  function hover(next: number): void {
    depth = Math.max(0, next)
    setHovering(depth > 0)
  }

  listen('dragenter', (event) => {
    event.preventDefault()
    hover(depth + 1)
  })
  listen('dragover', (event) => event.preventDefault())
  listen('dragleave', () => hover(depth - 1))
  listen('drop', (event) => {
    event.preventDefault()
    hover(0)
    take(panel, [...(event.dataTransfer?.files ?? [])])
  })
  return () => ended.abort()
}

function take(panel: Panel, files: readonly File[]): void {
  if (files.length === 0) panel.toasts.show(text.drop.notAFile)
  else void panel.importing.take(files)
}
