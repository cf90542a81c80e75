import { AppError } from '../core/errors'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it is not permitted',
  EPERM: 'it is not permitted',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk takes no changes',
}

/** What the system said of a file, in words; undefined for an error that is not of the system. */
export function systemReason(error: unknown): string | undefined {
  if (error instanceof AppError || !(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined
  return reasons[String(error.code)] ?? error.message
}
