import { Dexie } from 'dexie'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/core/errors'
import { translateError } from '../../../src/dexie/translate-error'

describe('failures of the database', () => {
  it.each([
    ['QuotaExceededError', 'store/quota'],
    ['VersionError', 'store/newer'],
    ['InvalidStateError', 'store/unavailable'],
    ['SecurityError', 'store/unavailable'],
    ['UnknownError', 'store/unavailable'],
    ['DataCloneError', 'internal'],
  ])('%s means %s, plain or wrapped', (name, code) => {
    const plain = new DOMException('what the browser says', name)
    expect(translateError(plain)).toMatchObject({ code })
    expect(translateError(new Dexie.OpenFailedError(plain))).toMatchObject({ code: code === 'internal' ? 'store/unavailable' : code })
    expect(translateError(new Dexie.AbortError(plain))).toMatchObject({ code: code === 'internal' ? 'store/unavailable' : code })
  })

  it('say why, in one line', () => {
    const error = translateError(new Dexie.OpenFailedError(new DOMException('no room\nat all', 'UnknownError')))
    expect(error).toMatchObject({ code: 'store/unavailable', detail: { why: 'UnknownError: no room' } })
  })

  it('that come of a full disk are known by what the file system says, where there is no quota', () => {
    const closing = new DOMException(
      'Connection is closing because of: IO error: .../000003.log: FILE_ERROR_NO_SPACE (ChromeMethodBFE: 3::WritableFileAppend::8)',
      'UnknownError',
    )
    expect(translateError(new Dexie.AbortError(closing))).toMatchObject({ code: 'store/quota' })
  })

  it('keep a code they already have', () => {
    const own = new AppError('store/unknown-session', { session: 's' })
    expect(translateError(own)).toBe(own)
  })

  it('that nobody foresaw stay what they are', () => {
    expect(translateError(new TypeError('x is not a function'))).toMatchObject({
      code: 'internal',
      detail: { why: 'TypeError: x is not a function' },
    })
    expect(translateError('thrown text')).toMatchObject({ code: 'internal' })
    expect(translateError(undefined)).toMatchObject({ code: 'internal' })
  })
})
