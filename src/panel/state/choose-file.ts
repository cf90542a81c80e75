import type { Panel } from './panel'

/** What the file dialog offers; validation of what is chosen is the import's own. */
const accepted = '.gz,.json,.yaml,.yml,.msgpack,.session,application/json,application/gzip'

/** Lets the person choose files to import. */
export function chooseFile(panel: Panel): void {
  // One whose dialog was closed without a choice.
  document.querySelector('.file-choice')?.remove()
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = accepted
  input.hidden = true
  input.className = 'file-choice'
  input.addEventListener('change', () => {
    void panel.importing.take([...(input.files ?? [])])
    input.remove()
  })
  // An input that nothing holds may be collected while its dialog is open, and the choice with it.
  document.body.append(input)
  input.click()
}
