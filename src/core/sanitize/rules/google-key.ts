/**
 * The example keys that Google publishes with the Firebase SDK for Android
 * (github.com/firebase/firebase-android-sdk), which gitleaks (MIT) allows too:
 * FNV-1a (32 bits) of each, so that scanners of repositories stay quiet.
 */
const published = new Set([
  0x00d9b068, 0x0af7ca9d, 0x1751c16c, 0x1845a427, 0x4e1351cb, 0x6a41f911, 0x722ef8d0, 0x739ddd87, 0x8ee1d847, 0x965bd60a, 0xaf8fab00,
  0xb1887211, 0xb8782c2e, 0xc8a510e9, 0xf0951274, 0xf50c0e72,
])

const FEWEST_DIFFERENT = 12

/** Whether what is shaped like an API key of Google is one: no published example, and not one character over and over. */
export function isGoogleKey(key: string): boolean {
  return new Set(key).size >= FEWEST_DIFFERENT && !published.has(fnv(key))
}

/** FNV-1a (Fowler, Noll, Vo; RFC 9923). */
function fnv(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
