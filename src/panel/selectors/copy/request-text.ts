import type { NetworkRequest, NetworkResponse } from '../../../core/model'
import { jsString } from './js-literal'

/** What is known of a request, from either half. */
export type KnownRequest = Pick<NetworkRequest | NetworkResponse, 'method' | 'url'> & Pick<NetworkRequest, 'headers'>

/** What the comment says that was not recorded. */
export interface RequestWords {
  readonly noBody: string
  readonly noHeaders: string
}

/** A text as one word of a POSIX shell, whatever is in it. A NUL cannot be passed to any program. */
export function shellWord(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", `'\\''`)}'`
}

/** A command that makes the request again, as far as it is known. */
export function curlText({ method, url, headers }: KnownRequest, words: RequestWords): string {
  const parts = [
    // Without it, curl would take brackets and braces of an address for patterns.
    'curl --globoff',
    `--request ${shellWord(method)}`,
    ...Object.entries(headers ?? {}).map(([name, value]) => `--header ${shellWord(`${name}: ${value}`)}`),
    `--url ${shellWord(url.replace(control, encodeURIComponent))}`,
  ]
  return [...comments(headers, words).map((line) => `# ${line}`), parts.join(' \\\n  ')].join('\n')
}

const control = /[\u0000-\u0020\u007f]/g

/** The same for a script of a page. */
export function fetchText({ method, url, headers }: KnownRequest, words: RequestWords): string {
  const pairs = Object.entries(headers ?? {}).map(([name, value]) => `    [${jsString(name)}, ${jsString(value)}],\n`)
  const given = headers === undefined ? '' : `  headers: [\n${pairs.join('')}  ],\n`
  return [
    ...comments(headers, words).map((line) => `// ${line}`),
    `await fetch(${jsString(url)}, {\n  method: ${jsString(method)},\n${given}})`,
  ].join('\n')
}

function comments(headers: KnownRequest['headers'], { noBody, noHeaders }: RequestWords): readonly string[] {
  return [headers === undefined ? noHeaders : noBody]
}
