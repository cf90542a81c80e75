import type { JSX } from 'preact'
import { Dialog } from '../../parts/dialog'
import { bindings, type CommandId, keyTexts } from '../../selectors/shortcuts'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const ids = Object.keys(bindings) as CommandId[]
const ofRecording: readonly CommandId[] = ['record', 'reload']

/** Every shortcut, as a modal dialog. */
export function ShortcutsDialog(): JSX.Element | null {
  const panel = usePanel()
  if (panel.dialog.value !== 'shortcuts') return null
  const { titles, inLists, groups } = text.commands
  const everywhere = ids
    .filter((id) => keyTexts(id).length > 0 && (panel.recording.possible || !ofRecording.includes(id)))
    .map((id) => [keyTexts(id), titles[id]] as const)
  const lists = inLists.map(([keys, does]) => [[keys], does] as const)
  return (
    <Dialog
      name="shortcuts"
      class="shortcuts-dialog"
      title={text.shortcuts.title}
      close={text.close}
      onClose={() => panel.showDialog(undefined)}
    >
      <ShortcutGroup title={groups.commands} rows={everywhere} />
      <ShortcutGroup title={groups.lists} rows={lists} />
    </Dialog>
  )
}

interface ShortcutGroupProps {
  readonly title: string
  readonly rows: readonly (readonly [keys: readonly string[], does: string])[]
}

function ShortcutGroup({ title, rows }: ShortcutGroupProps): JSX.Element {
  return (
    <>
      <h3 class="shortcuts-group">{title}</h3>
      <dl class="shortcuts">
        {rows.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
