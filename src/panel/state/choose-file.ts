import type { Panel } from './panel'

/** What the file dialog offers; validation of what is chosen is the import's own. */
const accepted = '.gz,.json,.yaml,.yml,.msgpack,.session,application/json,application/gzip'

/** Lets the person choose a file to import. */
export function chooseFile(panel: Panel): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accepted
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file !== undefined) void panel.shares.importFile(file)
  })
  input.click()
}
