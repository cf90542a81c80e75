const MOST_FORMS = 400

/** All that somebody with a decoder can make of `text`: percent, forms, JSON, escapes, base64, hex and character references, in any order. */
export function recoverable(text: string): readonly string[] {
  const seen = new Set<string>()
  const todo = [text]
  for (let next = todo.pop(); next !== undefined && seen.size < MOST_FORMS; next = todo.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    todo.push(...decoders.flatMap((decode) => decode(next ?? '')).filter((form) => form.length > 3))
  }
  return [...seen]
}

type Decoder = (text: string) => readonly string[]

function percent(text: string): string {
  return text.replace(/(?:%[\dA-Fa-f]{2})+/g, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'))
}

const decoders: readonly Decoder[] = [
  (text) => [percent(text), percent(text.replaceAll('+', ' '))],
  (text) => [
    text.replace(/\\(?:u([\dA-Fa-f]{4})|x([\dA-Fa-f]{2}))/g, (_, four?: string, two?: string) =>
      String.fromCharCode(Number.parseInt(four ?? two ?? '0', 16)),
    ),
  ],
  (text) => [text.replace(/\\(["\\/])/g, '$1')],
  (text) => [
    text
      .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCharCode(Number(code)))
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  ],
  (text) => [...text.matchAll(/[A-Za-z\d+/_-]{16,}/g)].map(([run]) => Buffer.from(run, 'base64').toString('utf8')),
  (text) => [...text.matchAll(/[\dA-Fa-f]{32,}/g)].map(([run]) => Buffer.from(run, 'hex').toString('utf8')),
]
