import type { JSX } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { Button } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import { Recorded } from '../../parts/recorded-text'
import { usePanel } from '../../state/context'
import { focusOn } from '../../state/rule-actions'
import { text } from '../../text'
import { ErrorWords } from '../frame/failure-view'
import { FindingsTables } from './findings-tables'
import { PackList } from './pack-list'
import { PreviewLine } from './preview-line'
import { RedactStored } from './redact-stored'
import { TemplateRules } from './template-rules'

const words = text.rules

/** What is looked for, by which rules, and what that finds in the sessions that are chosen. */
export function RulesDialog(): JSX.Element | null {
  const panel = usePanel()
  return panel.dialog.value === 'rules' ? <RulesBox /> : null
}

function RulesBox(): JSX.Element {
  const panel = usePanel()
  // The dialog gives the focus to the first that can have it.
  useLayoutEffect(() => focusOn('.preview-button:not(:disabled), .rules-add'), [])
  return (
    <Dialog name="rules" title={words.title} close={text.close} class="export-dialog rules-dialog" onClose={panel.leaveRules}>
      <div class="rules-fields">
        <section class="rules-part">
          <Subject />
          <PreviewLine />
          <RedactStored />
        </section>
        <FindingsTables />
        <PackList />
        <TemplateRules />
      </div>
      <End />
    </Dialog>
  )
}

/** Of what a preview tells. */
function Subject(): JSX.Element {
  const { exporting, sessions } = usePanel()
  const [id, ...others] = exporting.choice.value.sessions
  const name = sessions.list.value?.find((session) => session.id === id)?.name
  if (id === undefined) return <p class="form-hint">{words.subject.none}</p>
  return (
    <h3 class="rules-subject">
      {others.length === 0 ? <Recorded text={name || text.sessions.unnamed} /> : words.subject.some(1 + others.length)}
    </h3>
  )
}

/** What was done last, with its undo, or why it was not. */
function End(): JSX.Element {
  const { rules, leaveRules } = usePanel()
  const done = rules.done.value
  const failure = rules.failure.value
  return (
    <div class="export-end">
      <output class="export-sum">
        {failure !== undefined ? <ErrorWords error={failure} /> : done !== undefined && <Recorded text={done} />}
      </output>
      {done !== undefined && (
        <Button look="outline" class="rules-undo" label={text.undo} onPress={() => void rules.undo().then(() => focusOn('.rules-add'))} />
      )}
      <Button look="outline" label={text.close} onPress={leaveRules} />
    </div>
  )
}
