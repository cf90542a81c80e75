import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { type TemplateId, templateIds } from '../../../core/model'
import { Button } from '../../parts/button'
import { CheckList } from '../../parts/check-list'
import { Icon } from '../../parts/icon'
import { Question } from '../../parts/question'
import { Recorded } from '../../parts/recorded-text'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { PreviewLine } from '../rules/preview-line'

const words = text.export

/** Whether secrets are taken out, and which. They are, unless somebody who was told what that means says otherwise. */
export function SanitizeField(): JSX.Element {
  const { exporting } = usePanel()
  const [asking, setAsking] = useState(false)
  const { sanitize, templates } = exporting.choice.value
  const fields = useRef<HTMLFieldSetElement>(null)

  function answer(next: boolean): void {
    // The question goes, and the focus with it.
    fields.current?.querySelector('input')?.focus()
    setAsking(false)
    exporting.change({ sanitize: next })
  }

  function check(id: 'sanitize' | TemplateId, checked: boolean): void {
    const chosen = id === 'sanitize' ? [] : templateIds.filter((one) => (one === id ? checked : templates.includes(one)))
    if (chosen.length > 0) exporting.change({ templates: chosen })
    else if (checked) answer(true)
    // To look for nothing is not to sanitize.
    else setAsking(true)
  }

  const isOn = sanitize && !asking
  const inner = templateIds.map((id) => {
    const { name, hint } = words.templates[id]
    return { id, label: name, hint, checked: templates.includes(id), inner: true }
  })
  return (
    <fieldset ref={fields} class="choices export-sanitizing">
      <legend>{words.sanitizing}</legend>
      <CheckList
        options={[{ id: 'sanitize', label: words.sanitize, hint: words.sanitizeHint, checked: isOn }, ...(isOn ? inner : [])]}
        onCheck={check}
      />
      {isOn && <OwnRules />}
      {asking && (
        <Question
          name="export-bare"
          title={words.bareTitle}
          words={words.bare}
          no={words.keepSanitizing}
          yes={words.switchOff}
          // Until it is answered, files are sanitized.
          onAnswer={(isBare) => answer(!isBare)}
        />
      )}
      {!sanitize && (
        <p class="export-warning" role="alert">
          <Icon name="warning" />
          <span>{words.isBare}</span>
        </p>
      )}
    </fieldset>
  )
}

/** The person's own rules that go along, and what all of them would redact. */
function OwnRules(): JSX.Element {
  const panel = usePanel()
  const inUse = panel.rules.inUse.value
  const count = inUse.reduce((sum, pack) => sum + pack.rules.filter(({ off }) => off !== true).length, 0)
  const clash = panel.rules.clash.value
  return (
    <div class="export-rules">
      <div class="preview-line">
        <Button look="outline" label={text.rules.open} hint={text.rules.openHint} onPress={panel.askRules} />
        {clash === undefined ? (
          <span class="preview-words muted">{text.rules.inUse(count)}</span>
        ) : (
          <span class="preview-words warn-words">
            <Recorded text={text.rules.clash(clash)} />
          </span>
        )}
      </div>
      <PreviewLine />
    </div>
  )
}
