/** Listens in a form for Ctrl or Cmd with Enter, which keeps what was written where Enter alone is a new line. */
export function onMainEnter(keep: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    keep()
  }
}
