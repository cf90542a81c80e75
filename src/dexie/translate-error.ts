import { AppError } from '../core/errors'

/** Names of failures that mean: the database cannot be used here and now. */
const unavailable = new Set([
  'AbortError',
  'DatabaseClosedError',
  'InvalidStateError',
  'MissingAPIError',
  'NotAllowedError',
  'NotFoundError',
  'NotReadableError',
  'OpenFailedError',
  'SecurityError',
  'TimeoutError',
  'UnknownError',
])

/**
 * Any failure of Dexie or IndexedDB as an `AppError`. Dexie wraps: a full disk
 * arrives as an aborted transaction with the reason inside, so what is wrapped
 * decides before the wrapper.
 */
export function translateError(error: unknown): AppError {
  const chain = causesOf(error)
  const known = chain.find((link) => link instanceof AppError)
  if (known !== undefined) return known
  const names = chain.map(nameOf)
  if (names.includes('QuotaExceededError') || chain.some(isNoSpace)) return new AppError('store/quota', {}, error)
  if (names.includes('VersionError')) return new AppError('store/newer', {}, error)
  if (names.some((name) => unavailable.has(name))) return new AppError('store/unavailable', { why: whyOf(chain) }, error)
  return new AppError('internal', { why: whyOf(chain) }, error)
}

/** True when the connection was closed under an operation: by an upgrade elsewhere, by the browser, or by a page that was put aside. */
export function isClosed(error: unknown): boolean {
  return causesOf(error).some((link) => nameOf(link) === 'DatabaseClosedError')
}

/** The error and what it wraps, outermost first. */
function causesOf(error: unknown): readonly unknown[] {
  const chain: unknown[] = []
  for (let link = error; link !== undefined && link !== null && !chain.includes(link); ) {
    chain.push(link)
    link = typeof link === 'object' && 'inner' in link ? link.inner : undefined
  }
  return chain
}

/** Chromium, for an origin without a quota: the database's connection closes with what the file system said. */
function isNoSpace(error: unknown): boolean {
  return error instanceof DOMException && /NO_SPACE|no space left/i.test(error.message)
}

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : ''
}

/** What the innermost says: its name and the first line of its message. */
function whyOf(chain: readonly unknown[]): string {
  const innermost = chain.at(-1)
  const message = innermost instanceof Error || innermost instanceof DOMException ? innermost.message : String(innermost)
  const name = nameOf(innermost)
  const [line = ''] = message.split('\n')
  return line.startsWith(name) ? line : `${name}: ${line}`
}
