import type { JSX, TargetedKeyboardEvent } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { MenuButton } from '../../parts/menu'
import { sessionOrders } from '../../selectors/session-order'
import { actions } from '../../state/commands'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { MakeRoom } from './make-room'

const words = text.sessionList

/** Finding and ordering sessions, merging two of them, and making room. */
export function SessionsBar(): JSX.Element {
  const { list, sessions } = usePanel()
  const [roomShown, setRoomShown] = useState(false)
  return (
    <>
      <div class="sessions-bar">
        <FindBox />
        <select
          class="select"
          aria-label={words.order}
          value={list.order.value}
          onChange={(event) => {
            const order = sessionOrders.find((other) => other === event.currentTarget.value)
            if (order !== undefined) list.order.value = order
          }}
        >
          {sessionOrders.map((order) => (
            <option key={order} value={order}>
              {words.orders[order]}
            </option>
          ))}
        </select>
        <output class="counter" for={findBoxId}>
          {words.counter(list.found.value?.length ?? 0, sessions.list.value?.length ?? 0)}
        </output>
        <span class="sessions-room">
          <FilesMenu />
          <Button label={words.room} hint={words.roomHint} pressed={roomShown} onPress={() => setRoomShown(!roomShown)} />
        </span>
      </div>
      {roomShown && <MakeRoom />}
    </>
  )
}

/** What is done with all sessions at once. */
function FilesMenu(): JSX.Element {
  const panel = usePanel()
  const { menu, backup, restore } = text.import
  return (
    <MenuButton
      label={menu}
      hint={menu}
      icon="export"
      items={[
        { id: 'backup', label: backup },
        { id: 'restore', label: restore },
        { id: 'rules', label: text.rules.open, apart: true },
      ]}
      onChoose={(id) => actions[id].run(panel)}
    />
  )
}

const findBoxId = 'sessions-find'

function FindBox(): JSX.Element {
  const { typed } = usePanel().list

  function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void {
    if (event.key !== 'Escape') return
    event.preventDefault()
    if (typed.value === '') event.currentTarget.blur()
    else typed.value = ''
  }

  return (
    <search class="search-box">
      <Icon name="search" size={14} />
      <input
        id={findBoxId}
        class="search-input"
        type="text"
        placeholder={words.find}
        aria-label={words.find}
        title={words.findHint}
        autocomplete="off"
        spellcheck={false}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value
        }}
        onKeyDown={onKeyDown}
      />
      {typed.value !== '' && (
        <Button
          icon="close"
          show="icon"
          label={words.clear}
          onPress={() => {
            typed.value = ''
          }}
        />
      )}
    </search>
  )
}
