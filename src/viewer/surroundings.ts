/** Why the viewer cannot work where it was opened. */
export type Lack = 'file' | 'insecure' | 'storage'

/** What is asked of the window. */
export interface Surroundings {
  readonly location: Pick<Location, 'protocol'>
  readonly isSecureContext: boolean
  readonly navigator: object
}

/** What is missing, or undefined when all is there. Browsers keep workers from files, and locks and hashes from addresses without https. */
export function lackOf(window: Surroundings): Lack | undefined {
  if (window.location.protocol === 'file:') return 'file'
  if (!window.isSecureContext) return 'insecure'
  if (!('indexedDB' in window) || !('Worker' in window) || !('locks' in window.navigator)) return 'storage'
  return undefined
}
