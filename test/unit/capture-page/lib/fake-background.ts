import { finishedText, splitBatch, type ToPage } from '../../../../src/bridge/capture-wire'
import { createRecorder, type PageRecorder } from '../../../../src/capture/page/create-recorder'
import { faultOf, type WireEntry } from '../../../../src/core/model'
import { createHandClock, type HandClock } from './hand-clock'

/** The other end of a page's wire: a store that takes batches as the real one does. */
export interface FakeBackground {
  /** What is stored, in order of number, the first being number 1. */
  readonly entries: readonly WireEntry[]
  readonly lastN: number
  readonly finished: boolean
  /** Takes a batch; gives the answer. */
  take(text: string): ToPage | undefined
  /** Another session: nothing of this document is stored. */
  reset(): void
}

export function createFakeBackground(): FakeBackground {
  let entries: WireEntry[] = []
  let finished = false
  return {
    get entries() {
      return entries
    },
    get lastN() {
      return entries.length
    },
    get finished() {
      return finished
    },
    reset() {
      entries = []
    },
    take(text) {
      if (text === finishedText) {
        finished = true
        return undefined
      }
      const batch = splitBatch(text)
      if (batch === undefined) throw new Error(`not a batch: ${text.slice(0, 80)}`)
      const lines = batch.lines.split('\n')
      if (batch.firstN > entries.length + 1) return { type: 'resend', from: entries.length + 1 }
      for (const [i, line] of lines.entries()) {
        if (batch.firstN + i <= entries.length) continue
        const entry = JSON.parse(line)
        const fault = faultOf(entry)
        if (fault !== undefined) throw new Error(`${fault}: ${line.slice(0, 200)}`)
        entries.push(entry)
      }
      return { type: 'ack', lastN: entries.length }
    },
  }
}

/** A recorder whose background answers at once. */
export interface Recording {
  readonly recorder: PageRecorder
  readonly clock: HandClock
  readonly background: FakeBackground
  /** Batches as they were posted or flushed. */
  readonly posted: string[]
  readonly flushed: string[]
  /** Lets a second pass: all that was captured is stored. */
  settle(): readonly WireEntry[]
}

export interface RecordingOptions {
  readonly late?: boolean
  readonly hidden?: () => boolean
  /** False: batches are kept in `posted` only. */
  readonly answers?: boolean
  /** False: no verdict yet. */
  readonly armed?: boolean
}

export function startRecording({ late = false, hidden = () => false, answers = true, armed = true }: RecordingOptions = {}): Recording {
  const clock = createHandClock()
  const background = createFakeBackground()
  const posted: string[] = []
  const flushed: string[] = []
  const recorder = createRecorder({
    natives: clock.natives,
    late,
    hidden,
    post(text) {
      posted.push(text)
      if (!answers) return
      const answer = background.take(text)
      if (answer !== undefined) clock.natives.soon(() => recorder.receive(answer))
    },
    flush(text) {
      flushed.push(text)
      if (answers) background.take(text)
    },
  })
  if (armed) recorder.receive({ type: 'verdict', record: true, lastN: 0 })
  return {
    recorder,
    clock,
    background,
    posted,
    flushed,
    settle() {
      clock.pass(1000)
      return background.entries
    },
  }
}
