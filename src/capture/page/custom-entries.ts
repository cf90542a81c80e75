import { guardText } from '../../core/guard'
import { normalize } from '../../core/value'
import type { Engine } from './meeting-place'
import type { SourceRecorder } from './recorder'

/** What a page tells by itself. */
export function customEntries(recorder: SourceRecorder): Pick<Engine, 'custom' | 'mark'> {
  return {
    custom(name: string, data: unknown): void {
      const start = recorder.now()
      recorder.record(
        { kind: 'event', type: 'custom', data: { name: guardText(name), data: data === undefined ? undefined : normalize(data) } },
        start,
      )
      recorder.spent(recorder.now() - start)
    },
    mark(name: string): void {
      recorder.record({ kind: 'event', type: 'mark', data: { name: guardText(name) } })
    },
  }
}
