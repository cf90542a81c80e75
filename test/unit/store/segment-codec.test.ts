import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/core/errors'
import { decodeSegment, encodeSegment, segmentVersion } from '../../../src/core/store'
import { readText, type StoredText, storeText } from '../../../src/core/store/stored-text'
import { session } from '../../harness/notation'
import { runs } from '../../harness/runs'

const { entries } = session`click #a | @frame log ünïcode | state cart.total=1 | click #b`
const place = { session: 's', firstSeq: 1, lastSeq: 4, version: segmentVersion }
const text = encodeSegment(entries).join('')
const utf8 = new TextEncoder()

function faultOf(content: StoredText, version = segmentVersion): string {
  try {
    decodeSegment([content], { ...place, version })
  } catch (error) {
    if (error instanceof AppError && error.code === 'store/corrupt') {
      expect(error.detail).toMatchObject({ session: 's', at: 1 })
      return String(error.detail.why)
    }
    throw error
  }
  return ''
}

function isReadOrRefused(content: StoredText, version: number): boolean {
  try {
    return decodeSegment([content], { ...place, version }).length === 4
  } catch (error) {
    return error instanceof AppError
  }
}

describe('a segment', () => {
  it('is lines that any JSON parser reads', () => {
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toEqual([
      { document: 'page', n: 1, entries: [[entries[0]?.t, 'event', 'input', null, { action: 'click', target: '#a' }]] },
      { document: 'frame', n: 1, entries: [[entries[1]?.t, 'event', 'console', null, { method: 'log', args: ['ünïcode'] }]] },
      {
        document: 'page',
        n: 2,
        entries: [
          [entries[2]?.t, 'state', 'keyframe', 'cart', { value: { total: 1 }, why: 'init' }],
          [entries[3]?.t, 'event', 'input', null, { action: 'click', target: '#b' }],
        ],
      },
    ])
  })

  it('may be put behind another: both are read as one, be it one text or several', () => {
    for (const twice of [[text + text], [text, text]]) {
      expect(decodeSegment(twice, { ...place, lastSeq: 8 }).map(({ document, n, seq }) => [document, n, seq])).toEqual([
        ['page', 1, 1],
        ['frame', 1, 2],
        ['page', 2, 3],
        ['page', 3, 4],
        ['page', 1, 5],
        ['frame', 1, 6],
        ['page', 2, 7],
        ['page', 3, 8],
      ])
    }
  })

  it('that is damaged names the line, and quotes nothing of it', () => {
    expect(faultOf(text.slice(0, -1))).toBe('a last line is cut off')
    expect(faultOf(text.replace('"click"', 'click'))).toBe('line 1 is not JSON')
    expect(faultOf(text.replace('["ünïcode"]}]', '["ünïcode"]},1]'))).toBe('line 2: value 1 is no entry')
    expect(faultOf(text.replace('"target":"#b"}]', '"target":"#b"},1]'))).toBe('line 3: value 2 is no entry')
    expect(faultOf(text.replace('"n":2', '"n":2.5'))).toBe('line 3 holds no entries')
    expect(faultOf(text.replace('"entries"', '"others"'))).toBe('line 1 holds no entries')
    expect(faultOf(text + text)).toBe('it holds 8 entries, not 4')
    expect(faultOf('')).toBe('it holds 0 entries, not 4')
    expect(faultOf(utf8.encode(text))).toBe('')
    expect(faultOf(utf8.encode(text).map((byte) => (byte === 0xc3 ? 0xff : byte)))).toBe('it is not UTF-8')
  })

  it('of a version with a line per entry is refused as exactly', () => {
    const headed = '{"document":"page","n":1}\n[1,"event","mark",null,{"name":"here"}]\n'
    expect(faultOf(headed, 2)).toBe('it holds 1 entries, not 4')
    expect(faultOf(headed, 1)).toBe('it is not bytes')
    expect(faultOf(utf8.encode(headed), 1)).toBe('it holds 1 entries, not 4')
    expect(faultOf(headed.replace('"mark",', ''), 2)).toBe('line 2 is no entry')
    expect(faultOf(headed.slice(headed.indexOf('[')), 2)).toBe('line 1 is no entry')
    expect(faultOf(headed.replace('[1,', '[1;'), 2)).toBe('line 2 is not JSON')
  })

  it('with a type of entry from the future is refused for that', () => {
    const future = text.replace('"input"', '"telepathy"')
    expect(() => decodeSegment([future], place)).toThrow(expect.objectContaining({ code: 'store/newer' }))
  })

  it('is either read or refused with a code, whatever it holds, in each version', () => {
    const whole = utf8.encode(text)
    const damage = fc.record({ at: fc.nat({ max: whole.length - 1 }), byte: fc.nat({ max: 255 }), cut: fc.nat({ max: whole.length }) })
    fc.assert(
      fc.property(damage, ({ at, byte, cut }) => {
        const bytes = Uint8Array.from(whole)
        bytes[at] = byte
        const damaged = bytes.slice(0, Math.max(cut, at))
        const damagedText = new TextDecoder().decode(damaged)
        const contents = { 1: damaged, 2: damagedText, 3: damagedText }
        return Object.entries(contents).every(([version, content]) => isReadOrRefused(content, Number(version)))
      }),
      { numRuns: runs(2000) },
    )
  })
})

describe('a text in the database', () => {
  it('is kept as it is where each letter is one byte, in UTF-8 where one is not', () => {
    expect(storeText('résumé\n')).toBe('résumé\n')
    expect(storeText('“résumé”')).toEqual(utf8.encode('“résumé”'))
  })

  it('comes back whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => readText(storeText(any)) === any))
    expect(readText(storeText('half \ud83c'))).toBe('half \ud83c')
  })
})
