import type { JSX } from 'preact'
import { Recorded } from '../../parts/recorded-text'
import { formatDuration } from '../../selectors/format'
import { timingPhases } from '../../selectors/timing'
import { text } from '../../text'

export interface TimingBarsProps {
  /** When each phase began, milliseconds after the request, by its name in Resource Timing. */
  readonly timing: Readonly<Record<string, number>>
  /** Milliseconds in all. */
  readonly duration: number
}

/** The phases of a request as bars, each beginning where the one before it ended. */
export function TimingBars({ timing, duration }: TimingBarsProps): JSX.Element {
  const phases = timingPhases(timing, duration)
  const whole = Math.max(1, ...phases.map(({ start, length }) => start + length))
  return (
    <dl class="timing">
      {phases.map(({ name, start, length }) => (
        <div key={name} class="timing-phase">
          <dt>
            <Recorded text={text.entry.phases[name] ?? name} />
          </dt>
          <dd>
            <span class="timing-track" aria-hidden="true">
              <span
                class="timing-bar"
                style={{ insetInlineStart: `${(start / whole) * 100}%`, inlineSize: `${(length / whole) * 100}%` }}
              />
            </span>
            <span class="timing-length">{formatDuration(length)}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
