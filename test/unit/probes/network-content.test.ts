import { describe, expect, it } from 'vitest'
import { createHeaderReader, createSizer, describeResponse, headerLines } from '../../../src/capture/page/probes/network-content'

describe('the size of a body', () => {
  const sizeOf = createSizer(Object.create(globalThis))

  it('is told of text, parameters, blobs and bytes', () => {
    expect(sizeOf('héllo')).toBe(6)
    expect(sizeOf(new URLSearchParams({ a: 'b c' }))).toBe(5)
    expect(sizeOf(new Blob(['1234']))).toBe(4)
    expect(sizeOf(new ArrayBuffer(3))).toBe(3)
    expect(sizeOf(new Uint16Array(3))).toBe(6)
  })

  it('is not told where it would take reading, or long', () => {
    for (const body of [undefined, null, new FormData(), new ReadableStream(), { toString: () => 'text' }, 'x'.repeat(2_000_000)]) {
      expect(sizeOf(body)).toBeUndefined()
    }
  })
})

describe('request headers', () => {
  const headersOf = createHeaderReader(Object.create(globalThis))

  it('are read in each form a page may give them, and guarded', () => {
    const wanted = { 'x-asked': 'yes', authorization: '[redacted:authorization]' }
    const given = { 'X-Asked': 'yes', Authorization: 'Bearer hunter2hunter2' }
    expect(headersOf(given)).toEqual(wanted)
    expect(headersOf(Object.entries(given))).toEqual(wanted)
    expect(headersOf(new Headers(given))).toEqual(wanted)
  })

  it('are none where the browser takes none', () => {
    for (const given of [undefined, null, 'x: y', {}, { 'not a name': '1' }, new Proxy({}, { ownKeys: () => ['a', 'a'] })]) {
      expect(headersOf(given)).toBeUndefined()
    }
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
