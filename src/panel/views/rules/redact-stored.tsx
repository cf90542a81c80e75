import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button'
import { Question } from '../../parts/question'
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
      {asking && (
        <Question
          name="redact-stored"
          title={words.redactTitle}
          words={words.redactWords}
          no={text.cancel}
          yes={words.redactNow}
          onAnswer={answer}
        />
      )}
    </>
  )
}
