import type { JSX, TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { Progress } from '../../parts/progress'
import { formatCount } from '../../selectors/format'
import { useOpenSession } from '../../state/context'
import type { StateFind } from '../../state/state-find'
import { text } from '../../text'

const words = text.stateViews.find

/** Looks for keys and values in the state; Enter and Shift + Enter go from match to match. */
export function FindBar(): JSX.Element | null {
  const { find } = useOpenSession().stateView
  const box = useRef<HTMLInputElement>(null)
  const open = find.open.value
  const asked = find.focus.value
  // Asked for again, it takes the focus again; before the next key comes, which would be a shortcut elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useLayoutEffect(() => {
    if (!open) return
    box.current?.focus()
    box.current?.select()
  }, [open, asked])
  if (!open) return null
  const fault = find.fault.value
  const { working, progress } = find.findings.value

  function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    if (event.key === 'Enter') {
      find.move(event.shiftKey ? -1 : 1)
      return
    }
    find.close()
    const pane = event.currentTarget.closest('.state-pane')
    pane?.querySelector<HTMLElement>('[role=tree]')?.focus()
  }

  return (
    <search class="find-bar">
      <div class={`search-box${fault === undefined ? '' : ' search-box-bad'}`}>
        <Icon name="search" size={14} />
        <input
          ref={box}
          class="search-input"
          type="text"
          placeholder={words.hint}
          aria-label={words.title}
          aria-invalid={fault !== undefined}
          aria-describedby="state-find-said"
          autocomplete="off"
          spellcheck={false}
          value={find.typed.value}
          onInput={(event) => {
            find.typed.value = event.currentTarget.value
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <output id="state-find-said" class={fault === undefined ? 'muted' : 'error-words'}>
        {said(find)}
      </output>
      <span class="pane-tools">
        <Button icon="up" show="icon" label={words.previous} keys="Shift+Enter" onPress={() => find.move(-1)} />
        <Button icon="down" show="icon" label={words.next} keys="Enter" onPress={() => find.move(1)} />
        <Button icon="close" show="icon" label={words.close} keys="Esc" onPress={find.close} />
      </span>
      {working && <Progress label={words.searching} done={progress} total={1} />}
    </search>
  )
}

function said(find: StateFind): string {
  const fault = find.fault.value
  if (fault !== undefined) return fault.why === undefined ? words.costly : words.bad(fault.why)
  const { value, working } = find.findings.value
  if (find.typed.value === '' || value === undefined) return ''
  if (working) return text.timeline.searching
  if (value.paths.length === 0) return words.none
  const count = formatCount(value.paths.length)
  return words.at(find.at.value + 1, value.more ? words.more(count) : count)
}
