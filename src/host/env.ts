import type { Env } from '../core/env'

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** The effects of core in any context of a browser: background, page, worker. */
export function createBrowserEnv(): Env {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    id: () => base64url(random(16)),
    random,
    async sha256(bytes) {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', plain(bytes)))
      return Array.from(digest, (byte) => HEX[byte]).join('')
    },
  }
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** The digest takes no shared memory; bytes over such are copied. */
function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes)
}
