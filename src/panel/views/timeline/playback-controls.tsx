import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { keyText } from '../../selectors/shortcuts'
import { useOpenSession } from '../../state/context'
import { speeds } from '../../state/playback'
import { text } from '../../text'

const words = text.stateViews.playback

/** Plays the session as it went, and says how fast. */
export function PlaybackControls(): JSX.Element {
  const { playback, index, loader } = useOpenSession()
  void loader.version.value
  const playing = playback.playing.value
  return (
    <span class="playback">
      <Button
        icon={playing ? 'pause' : 'play'}
        show="icon"
        label={playing ? words.pause : words.play}
        hint={playing ? words.pause : words.playHint}
        keys={keyText('play')}
        disabled={index.rows === 0}
        onPress={playback.toggle}
      />
      <select
        class="select playback-speed"
        aria-label={words.speed}
        value={String(playback.speed.value)}
        onChange={(event) => {
          const speed = speeds.find((other) => String(other) === event.currentTarget.value)
          if (speed !== undefined) playback.speed.value = speed
        }}
      >
        {speeds.map((speed) => (
          <option key={speed} value={String(speed)}>
            {words.times(speed)}
          </option>
        ))}
      </select>
    </span>
  )
}
