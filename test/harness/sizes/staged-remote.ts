/** Run inside a page of the extension: each function stands alone. */

/** A field for a file, as a person would be given one. */
export function chooseField(): void {
  document.querySelector('#chosen')?.remove()
  const field = document.createElement('input')
  field.type = 'file'
  field.id = 'chosen'
  document.body.append(field)
}

/** Begins to put the chosen file where imports are staged, as the panel does. `window.staging` tells when it is there. */
export function stageChosen(name: string): void {
  const told = window as unknown as { staging: { done: boolean; error?: string } }
  const staging: { done: boolean; error?: string } = { done: false }
  told.staging = staging
  const copy = async () => {
    const file = document.querySelector<HTMLInputElement>('#chosen')?.files?.[0]
    if (file === undefined) throw new Error('no file was chosen')
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('staging', { create: true })
    const handle = await folder.getFileHandle(name, { create: true })
    await file.stream().pipeTo(await handle.createWritable())
    staging.done = true
  }
  copy().catch((error) => {
    staging.error = String(error)
  })
}

/** The last bytes of a staged file, as text. */
export async function stagedTail(name: string, bytes: number): Promise<string> {
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle('staging', { create: true })
  const file = await (await folder.getFileHandle(name)).getFile()
  return await file.slice(Math.max(0, file.size - bytes)).text()
}
