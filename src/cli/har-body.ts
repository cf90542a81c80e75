import { isJsonObject, type Json } from '../core/value'
import { parsePlain, plainText } from './plain-json'

/** A body of a HAR: what it says, and how that is written again once it is sanitized. */
export interface Body {
  readonly value: Json
  close(cleaned: Json): string
}

/** A body that stands there as text. `mime`: what the HAR says of it. */
export function openBody(text: string, mime: string): Body {
  return jsonBody(text) ?? (mime.includes('x-www-form-urlencoded') ? formBody(text) : textBody(text))
}

/** A body in base64. One that is no text, such as an image, is taken as it stands there. */
export function openEncoded(text: string, mime: string): Body {
  const bytes = Buffer.from(text, 'base64')
  const encoding = encodingOf(bytes, mime)
  if (encoding === undefined) return textBody(text)
  const decoded = bytes.toString(encoding)
  const { value, close } = openBody(decoded, mime)
  return {
    value,
    close(cleaned) {
      const closed = close(cleaned)
      // Decoders skip what is no base64: it would be kept in what is left as it is.
      return closed === decoded && bytes.toString('base64') === text ? text : Buffer.from(closed, encoding).toString('base64')
    },
  }
}

const textual = /^text\/|json|xml|javascript|ecmascript|urlencoded|multipart|graphql|yaml|csv/
/** Characters that no text has. */
const control = /[^\P{Cc}\t\n\f\r]/u
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** How bytes are text; undefined where they are none. What is said to be text is looked into whatever it holds. */
function encodingOf(bytes: Uint8Array, mime: string): 'utf8' | 'latin1' | undefined {
  try {
    const text = decoder.decode(bytes)
    if (textual.test(mime) || !control.test(text)) return 'utf8'
  } catch {
    // No UTF-8: that is what is asked.
  }
  return textual.test(mime) ? 'latin1' : undefined
}

/** As text, what was taken out of it is a marker. */
function textBody(text: string): Body {
  return { value: text, close: textOf }
}

function textOf(cleaned: Json): string {
  if (typeof cleaned === 'string') return cleaned
  return isJsonObject(cleaned) && cleaned.$ === 'redacted' ? `[redacted:${String(cleaned.by)}]` : plainText(cleaned)
}

/** Written anew, always: a name that is there twice would keep its first value in a text that is left as it is. */
function jsonBody(text: string): Body | undefined {
  const bare = text.replace(/^\ufeff/, '')
  if (!/^\s*[[{"]/.test(bare)) return undefined
  try {
    return { value: parsePlain(bare), close: plainText }
  } catch {
    // It only begins like JSON.
    return undefined
  }
}

/** Stands before a form, whose names mean what they mean in an address. */
const address = 'https://form.invalid/?'

function formBody(text: string): Body {
  return {
    value: address + text,
    close(cleaned) {
      const closed = textOf(cleaned)
      return closed.startsWith(address) ? closed.slice(address.length) : closed
    },
  }
}
