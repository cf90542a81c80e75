const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The bytes of `view` as standard base64 with padding. Written out because not every engine we run in has a function for it. */
export function toBase64(view: DataView): string {
  let text = ''
  let held = 0
  let bits = 0
  for (let at = 0; at < view.byteLength; at++) {
    held = ((held & 63) << 8) | view.getUint8(at)
    for (bits += 8; bits >= 6; bits -= 6) text += digits[(held >> (bits - 6)) & 63]
  }
  if (bits > 0) text += digits[(held << (6 - bits)) & 63]
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

/** The bytes of standard base64, or undefined when `text` is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined
  const bytes = new Uint8Array((text.replace(/=+$/, '').length * 6) >> 3)
  let held = 0
  let bits = 0
  let to = 0
  for (const digit of text) {
    held = ((held & 255) << 6) | digits.indexOf(digit)
    bits += 6
    if (bits < 8 || to === bytes.length) continue
    bits -= 8
    bytes[to++] = held >> bits
  }
  return bytes
}
