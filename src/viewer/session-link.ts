import { archiveLimits } from '../core/archive'
import { AppError } from '../core/errors'

/**
 * The session file that `?session=` names: an address of the web, or one relative
 * to the page. Undefined when nothing is named. Throws `link/bad-address`.
 */
export function linkedFile(page: URL): URL | undefined {
  const named = page.searchParams.get('session')
  if (named === null || named === '') return undefined
  const url = URL.canParse(named, page.href) ? new URL(named, page.href) : undefined
  if (url === undefined) throw new AppError('link/bad-address', { why: 'what it names is no address' })
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AppError('link/bad-address', { why: `${url.protocol} is not http: or https:` })
  }
  if (url.username !== '' || url.password !== '') throw new AppError('link/bad-address', { why: 'it holds a name or password' })
  url.hash = ''
  return url
}

/** What a file is called at its address. */
export function fileNameOf({ pathname, host }: URL): string {
  const last = pathname.split('/').findLast((part) => part !== '')
  if (last === undefined) return host
  try {
    return decodeURIComponent(last)
  } catch {
    // An address may hold a percent sign that means one.
    return last
  }
}

/** Downloads a session file. Throws `link/unreachable`, `archive/too-large`, or the signal's reason. */
export async function download(url: URL, progress: (done: number, total: number) => void, signal: AbortSignal): Promise<File> {
  const address = url.href
  try {
    const response = await fetch(url, { signal, referrerPolicy: 'no-referrer' })
    if (!response.ok) throw new AppError('link/unreachable', { address, why: `the server answered ${response.status}` })
    const total = response.headers.has('content-encoding') ? 0 : Number(response.headers.get('content-length') ?? 0)
    const counted = response.body?.pipeThrough(counter((done) => progress(done, total)))
    return new File([await new Response(counted).blob()], fileNameOf(url))
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof AppError) throw error
    // Browsers tell pages on purpose not which of the two it was.
    throw new AppError('link/unreachable', { address, why: 'the network failed, or its server does not let other sites read it' }, error)
  }
}

function counter(progress: (done: number) => void): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  const limit = archiveLimits.file
  let done = 0
  return new TransformStream({
    transform(chunk, controller) {
      done += chunk.length
      if (done > limit) throw new AppError('archive/too-large', { what: 'it', size: done, limit })
      progress(done)
      controller.enqueue(chunk)
    },
  })
}
