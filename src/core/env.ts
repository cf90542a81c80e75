/** The effects core may use, injected by each composition root. */
export interface Env {
  /** Wall clock, milliseconds since the epoch. */
  now(): number
  /** Milliseconds since some fixed instant; never runs backwards. For durations and time budgets only. */
  monotonic(): number
  /** A new identifier: 16 random bytes as 22 characters of base64url, safe in file names and keys. */
  id(): string
  /** `length` random bytes from a cryptographic source. */
  random(length: number): Uint8Array
  /** SHA-256 of `bytes`, as 64 lower-case hex digits. */
  sha256(bytes: Uint8Array): Promise<string>
}
