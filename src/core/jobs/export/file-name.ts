import type { ArchiveFormat, Compression } from '../../archive'

const LONGEST = 50

export interface FileShape {
  /** Milliseconds since the epoch. */
  readonly time: number
  readonly format: ArchiveFormat
  readonly compression: Compression
  /** Its place in a chain, where it holds only what came after another file. */
  readonly delta?: number | undefined
}

/**
 * The name of an exported file: `NAME-TIME.session.FORMAT`, with `.gz` where it is packed, TIME as
 * 20261121-154500 in UTC, and `.delta-NUMBER` before `.session` for one that follows another. `name` is already sanitized of secrets; here it loses
 * what some file system, shell or download dialog does not take.
 */
export function exportFileName(name: string, { time, format, compression, delta }: FileShape): string {
  const safe = Array.from(name.normalize('NFC'), (char) => (isUnsafe(char) ? '-' : char))
    .slice(0, LONGEST)
    .join('')
    .replace(/[\s-]+/g, '-')
    // A leading dot hides a file, a trailing one is dropped by Windows.
    .replace(/^[-.]+|[-.]+$/g, '')
  // Device names of Windows, which it takes with any ending.
  const named = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i.test(safe) ? `_${safe}` : safe
  return `${named === '' ? 'session' : named}-${timeText(time)}${delta === undefined ? '' : `.delta-${delta}`}.session.${format}${compression === 'none' ? '' : '.gz'}`
}

function isUnsafe(char: string): boolean {
  // Separators, wildcards, quotes and what titles are divided by; control and format characters (which can turn the visible name around); lone surrogates.
  return /[\\/:*?"<>|%~$`'&;#{}[\]!=@+,^()·•…«»“”‘’„–—]|\p{C}|\p{Z}/u.test(char)
}

/** 20261121-154500, from milliseconds since the epoch. */
function timeText(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
}
