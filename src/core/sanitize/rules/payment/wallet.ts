import { sha256 } from '@noble/hashes/sha2.js'
import type { Finder, Rule } from '../../rule'
import { signs, wordRuns } from '../../signs'

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const bech32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
/** The first byte of an address: Bitcoin 0, 5 and 111, 196 (test), Dogecoin 30, 22, Litecoin 48, 50, Dash 76, 16, Tron 65. */
const versions = new Set([0, 5, 111, 196, 30, 22, 48, 50, 76, 16, 65])
const isBase58 = /^[1-9A-HJ-NP-Za-km-z]{26,35}$/
const isBech32 = /^(bc|tb|bcrt|ltc|tltc)1([02-9ac-hj-np-z]{11,87})$/
const isEthereum = /^0[xX][\dA-Fa-f]{40}$/

const wallet: Finder = {
  needs: signs.token,
  find(text, hit) {
    for (let run = wordRuns.next(text, 0); run !== undefined; run = wordRuns.next(text, run.end + 1)) {
      const { start, end } = run
      if (end - start > 95 || /[\w%+=]/.test(text[end] ?? ' ') || /[\w%\\/+]/.test(text[start - 1] ?? ' ')) continue
      if (isWallet(text.slice(start, end))) hit(start, end)
    }
  },
}

export function isWallet(word: string): boolean {
  if (isEthereum.test(word)) return true
  if (isBase58.test(word)) return passesBase58(word)
  const segwit = isBech32.exec(word)
  return segwit !== null && passesBech32(segwit[1] ?? '', segwit[2] ?? '')
}

/** Base58Check: 21 bytes and the first four of their double SHA-256. */
function passesBase58(word: string): boolean {
  let value = 0n
  for (const character of word) value = value * 58n + BigInt(base58.indexOf(character))
  const bytes = new Uint8Array(25)
  for (let at = 24; at >= 0; at--, value >>= 8n) bytes[at] = Number(value & 255n)
  if (value > 0n || !versions.has(bytes[0] ?? 255)) return false
  const hash = sha256(sha256(bytes.subarray(0, 21)))
  return bytes.subarray(21).every((byte, at) => byte === hash[at])
}

const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** BIP 173 (constant 1) and BIP 350 (0x2bc830a3). */
function passesBech32(prefix: string, data: string): boolean {
  const units = [...prefix].map((character) => character.charCodeAt(0))
  const values = [
    ...units.map((unit) => unit >> 5),
    0,
    ...units.map((unit) => unit & 31),
    ...[...data].map((character) => bech32.indexOf(character)),
  ]
  let sum = 1
  for (const value of values) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    for (const [bit, factor] of generator.entries()) if (((top >> bit) & 1) === 1) sum ^= factor
  }
  return sum === 1 || sum === 0x2bc830a3
}

export const walletRule: Rule = {
  id: 'crypto-wallet',
  title: 'Crypto wallets',
  hides: 'Addresses of Bitcoin and its kin with a right checksum, and of Ethereum.',
  confidence: 'strong',
  templates: ['pii'],
  priority: 48,
  find: wallet,
}
