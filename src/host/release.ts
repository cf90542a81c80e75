import { AppError } from '../core/errors'
import { stagingFolder } from './opfs-staging'

/** A download reads the file while the address is valid; the browser does not tell when it is done. */
const MINUTES_VALID = 10

/**
 * Hands a staged file to the person as a download named `name`. Works in any page
 * of the extension, also one that nobody sees. The staged file has to stay until
 * the download is done.
 */
export async function release(file: string, name: string): Promise<void> {
  const folder = await stagingFolder()
  const handle = await folder.getFileHandle(file).catch((error: unknown) => {
    throw new AppError('job/staging', { why: 'the exported file is no longer there' }, error)
  })
  releaseBlob(await handle.getFile(), name)
}

/** Hands bytes to the person as a download named `name`. */
export function releaseBlob(bytes: Blob, name: string): void {
  // A type that says what the name does not would change the name.
  const content = new Blob([bytes], { type: name.endsWith('.gz') ? 'application/gzip' : 'application/octet-stream' })
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), MINUTES_VALID * 60_000)
}
