import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'

/** What stands for keys that hold a secret: a token for each, `[key#N]` with N a number, and no two the same. */
export interface KeyTokens {
  /** The token that a key has already. */
  get(key: string): string | undefined
  /** Gives it one. */
  add(key: string): string
  readonly size: number
}

const encoder = new TextEncoder()

/**
 * Tokens are numbered as keys are met; with a `secret`, the number is the first 48
 * bits of HMAC-SHA-256 (RFC 2104) of the key, so that a key has the same token in
 * every file that is made with that secret, and nobody without it can tell of which
 * key it is.
 */
export function createKeyTokens(secret?: string): KeyTokens {
  const tokens = new Map<string, string>()
  const taken = new Set<number>()
  const secretBytes = secret === undefined ? undefined : encoder.encode(secret)

  function numberOf(key: string): number {
    if (secretBytes === undefined) return tokens.size + 1
    // A number that another key has is hashed on: two keys never become one.
    for (let again = 0; ; again++) {
      const hash = hmac(sha256, secretBytes, encoder.encode(`${again} ${key}`))
      const number = hash.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0)
      if (!taken.has(number)) return number
    }
  }

  return {
    get: (key) => tokens.get(key),
    add(key) {
      const number = numberOf(key)
      taken.add(number)
      const token = `[key#${number}]`
      tokens.set(key, token)
      return token
    },
    get size() {
      return tokens.size
    },
  }
}
