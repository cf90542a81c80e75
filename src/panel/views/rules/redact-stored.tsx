import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { usePanel } from '../../state/context'
import { focusOn } from '../../state/rule-actions'
import { text } from '../../text'

const words = text.rules

/** Takes what the rules find out of the chosen sessions where they are stored, once somebody who was told that there is no way back says so. */
export function RedactStored(): JSX.Element | null {
  const { exporting, preview, sessions, shares, leaveRules } = usePanel()
  const [asking, setAsking] = useState(false)
  const request = exporting.request.value
  if (request.sessions.length === 0 || request.sanitize === false) return null
  const isRecording = sessions.list.value?.some(({ id, status }) => status === 'recording' && request.sessions.includes(id)) === true

  function answer(isMeant: boolean): void {
    setAsking(false)
    if (!isMeant) {
      focusOn('.redact-stored')
      return
    }
    preview.clear()
    leaveRules()
    void shares.redact({
      kind: 'redact',
      sessions: request.sessions,
      templates: exporting.choice.peek().templates,
      ...(request.packs && { packs: request.packs }),
    })
  }

  return (
    <>
      <div class="preview-line">
        <Button
          look="outline"
          icon="shield"
          class="redact-stored"
          label={words.redactStored}
          hint={isRecording ? words.redactRecording : words.redactStoredHint}
          disabled={isRecording}
          onPress={() => setAsking(true)}
        />
      </div>
      {asking && <Question onAnswer={answer} />}
    </>
  )
}

function Question({ onAnswer }: { onAnswer(isMeant: boolean): void }): JSX.Element {
  const box = useRef<HTMLDivElement>(null)
  // To be read before anything is pressed.
  useLayoutEffect(() => box.current?.focus(), [])
  return (
    <div
      ref={box}
      class="export-question"
      role="alertdialog"
      tabIndex={-1}
      aria-labelledby="redact-stored-title"
      aria-describedby="redact-stored-words"
    >
      <h3 id="redact-stored-title">
        <Icon name="warning" /> {words.redactTitle}
      </h3>
      <p id="redact-stored-words">{words.redactWords}</p>
      <div class="form-end">
        <Button look="outline" label={text.cancel} onPress={() => onAnswer(false)} />
        <Button look="danger" label={words.redactNow} onPress={() => onAnswer(true)} />
      </div>
    </div>
  )
}
