import type { JSX, TargetedSubmitEvent } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../../parts/button'
import { CheckList } from '../../parts/check-list'
import { Dialog } from '../../parts/dialog'
import { RadioGroup } from '../../parts/radio-group'
import { knownChoices, readFormats } from '../../selectors/import/choice'
import { chooseFile } from '../../state/choose-file'
import { usePanel } from '../../state/context'
import { fileOfText } from '../../state/importing'
import { text } from '../../text'

const words = text.import

/** Where files come in by hand, and how, while it is asked for. Enter chooses files. */
export function ImportDialog(): JSX.Element | null {
  const panel = usePanel()
  return panel.dialog.value === 'import' ? <ImportBox /> : null
}

function ImportBox(): JSX.Element {
  const panel = usePanel()
  const choose = useRef<HTMLButtonElement>(null)
  const [pasted, setPasted] = useState('')
  const file = fileOfText(pasted)
  const close = (): void => panel.showDialog(undefined)

  // The dialog gives the focus to the first that can have it.
  useLayoutEffect(() => choose.current?.focus(), [])

  function submit(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    chooseFile(panel)
  }

  return (
    <Dialog name="import" title={words.title} close={text.close} class="export-dialog import-dialog" onClose={close}>
      <form class="export-form" onSubmit={submit}>
        <div class="export-fields">
          <KnownFields />
          <div class="import-side">
            <HowFields />
            <FormatField />
          </div>
          <div class="import-files">
            <label class="form-line">
              <span>{words.paste}</span>
              <textarea
                class="input"
                rows={3}
                spellcheck={false}
                autocomplete="off"
                value={pasted}
                onInput={({ currentTarget }) => setPasted(currentTarget.value)}
              />
            </label>
            <p class="form-hint">{words.dropHint}</p>
          </div>
        </div>
        <div class="export-end">
          <Button look="outline" label={text.cancel} onPress={close} />
          <Button
            look="outline"
            label={words.runText}
            disabled={file === undefined}
            onPress={() => file && void panel.importing.take([file])}
          />
          <button ref={choose} type="submit" class="button button-primary">
            <span class="button-label">{words.choose}</span>
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function KnownFields(): JSX.Element {
  const { importing } = usePanel()
  const { known, clear } = importing.choice.value
  return (
    <div class={clear ? 'choices-off' : ''}>
      <RadioGroup
        name="import-known"
        legend={words.known}
        value={clear ? 'overwrite' : known}
        options={knownChoices.map((id) => ({ id, label: words.knownChoices[id], hint: words.knownHints[id] }))}
        onChoose={(id) => importing.change({ known: id, clear: false })}
      />
    </div>
  )
}

function HowFields(): JSX.Element {
  const { importing } = usePanel()
  const { check, clear } = importing.choice.value
  return (
    <fieldset class="choices">
      <legend>{words.how}</legend>
      <CheckList
        options={[
          { id: 'check', label: words.check, hint: words.checkHint, checked: check },
          { id: 'clear', label: words.clear, hint: words.clearHint, checked: clear },
        ]}
        onCheck={(id, isOn) => importing.change({ [id]: isOn })}
      />
    </fieldset>
  )
}

function FormatField(): JSX.Element {
  const { importing } = usePanel()
  return (
    <label class="form-line">
      <span>{words.format}</span>
      <select
        class="select"
        value={importing.choice.value.format}
        onChange={({ currentTarget }) => {
          const format = readFormats.find((other) => other === currentTarget.value)
          if (format !== undefined) importing.change({ format })
        }}
      >
        {readFormats.map((format) => (
          <option key={format} value={format}>
            {words.formats[format]}
          </option>
        ))}
      </select>
    </label>
  )
}
