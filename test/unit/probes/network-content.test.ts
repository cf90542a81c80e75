import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeResponse, headerLines, utf8Length } from '../../../src/capture/page/probes/network-content'

describe('the size of text', () => {
  it('is that of its UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length)
      }),
    )
  })
})

describe('what a response tells by its headers', () => {
  it('is its type, its size and how it was served', () => {
    const lines = 'Content-Type: text/html; charset=utf-8\r\ncontent-length: 12\r\nX-Mine: 1\r\n'
    expect(describeResponse(headerLines(lines))).toEqual({
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-length': '12' },
      mime: 'text/html',
      size: 12,
    })
  })

  it('is nothing without headers, or with a size that is none', () => {
    expect(describeResponse(headerLines(''))).toEqual({ headers: undefined, mime: undefined, size: undefined })
    expect(describeResponse(headerLines('content-length: many')).size).toBeUndefined()
  })

  it('never holds a cookie', () => {
    const lines = 'set-cookie: sid=hunter2hunter2\r\nserver-timing: db;desc="password=hunter2hunter2"'
    expect(JSON.stringify(describeResponse(headerLines(lines)))).not.toContain('hunter2')
  })
})
