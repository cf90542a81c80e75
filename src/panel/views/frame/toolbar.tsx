import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Session } from '../../../core/model'
import { Button } from '../../parts/button'
import { Recorded } from '../../parts/recorded-text'
import { keyText } from '../../selectors/shortcuts'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { CompareButton } from '../compare/compare-button'
import { NameBox } from '../sessions/name-box'
import { RecordControls } from './record-controls'

/** The one bar that is always there: record at its start, the session in its middle, files at its end. */
export function Toolbar(): JSX.Element {
  const panel = usePanel()
  const open = panel.open.value
  return (
    <header class="toolbar">
      <RecordControls />
      {!panel.recording.possible && open === undefined && <strong class="viewer-name">{text.viewing.name}</strong>}
      {open !== undefined && <SessionCrumb />}
      <div class="toolbar-end">
        <CompareButton />
        {open !== undefined && (
          <Button
            icon="export"
            look="outline"
            class="fold-label"
            label={text.sessions.export}
            hint={text.sessions.exportHint}
            keys={keyText('export')}
            onPress={() => panel.askExport([open.id])}
          />
        )}
        <Button
          icon="import"
          class="fold-label"
          label={panel.recording.possible ? text.sessions.import : text.viewing.open}
          hint={panel.recording.possible ? text.sessions.importHint : text.viewing.openHint}
          keys={keyText('import')}
          onPress={() => panel.askImport()}
        />
        <Button
          icon="commands"
          show="icon"
          class="spare"
          label={text.commands.titles.palette}
          keys={keyText('palette')}
          onPress={() => panel.showDialog('palette')}
        />
        <Button
          icon="keyboard"
          show="icon"
          class="spare"
          label={text.shortcuts.open}
          keys={keyText('help')}
          onPress={() => panel.showDialog('shortcuts')}
        />
        {panel.recording.possible && (
          <Button icon="settings" show="icon" label={text.record.openOptions} onPress={panel.recording.openOptions} />
        )}
      </div>
    </header>
  )
}

function SessionCrumb(): JSX.Element | null {
  const panel = usePanel()
  const session = panel.open.value?.session.value
  return (
    <nav class="crumb" aria-label={text.sessions.title}>
      <Button icon="back" class="fold-label" label={text.sessions.title} hint={text.sessions.back} onPress={panel.closeSession} />
      {session !== undefined && <SessionName key={session.id} session={session} />}
    </nav>
  )
}

function SessionName({ session }: { readonly session: Session }): JSX.Element {
  const [renaming, setRenaming] = useState(false)
  if (renaming) return <NameBox session={session} onDone={() => setRenaming(false)} />
  return (
    <>
      <h1 class="crumb-name" title={session.name}>
        <Recorded text={session.name || text.sessions.unnamed} />
      </h1>
      <Button icon="rename" show="icon" label={text.sessions.rename} onPress={() => setRenaming(true)} />
    </>
  )
}
