import type { JSX, TargetedKeyboardEvent, TargetedSubmitEvent } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type Kind, kinds } from '../../../core/model'
import { Button } from '../../parts/button'
import { CheckList } from '../../parts/check-list'
import { actionKinds, problemOf, type RuleDraft, ruleOf, searchKinds } from '../../selectors/rules/draft'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.rules.form
const allKinds = Object.keys(kinds) as readonly Kind[]

export interface RuleFormProps {
  readonly draft: RuleDraft
  /** The rule whose place it takes. */
  readonly instead?: { readonly pack: string; readonly instead: string } | undefined
  onDone(): void
}

/** Where a rule is written. Enter keeps it, Escape leaves it as it was. */
export function RuleForm({ draft: begun, instead, onDone }: RuleFormProps): JSX.Element {
  const { rules } = usePanel()
  const [draft, setDraft] = useState(begun)
  const [isTold, setTold] = useState(false)
  const search = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const change = (part: Partial<RuleDraft>): void => setDraft({ ...draft, ...part })
  const { finds } = draft
  const problem = isTold ? problemOf(draft) : undefined
  const usual = words.usualTitles[finds](draft.search.trim())

  useLayoutEffect(() => search.current?.focus(), [])

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    setTold(true)
    if (problemOf(draft) !== undefined) {
      search.current?.focus()
      return
    }
    const taken = new Set([...rules.taken()].filter((id) => id !== begun.from?.id))
    if (await rules.putRule(ruleOf(draft, usual, taken), instead)) onDone()
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLFormElement>): void {
    if (event.key !== 'Escape') return
    // It leaves the form, not the dialog.
    event.preventDefault()
    event.stopPropagation()
    onDone()
  }

  const box = {
    ref: search,
    id: 'rule-search',
    class: 'input',
    spellcheck: false,
    autocomplete: 'off',
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem === undefined ? 'rule-search-hint' : 'rule-search-problem rule-search-hint',
    value: draft.search,
  } as const
  return (
    <form class="rule-form" aria-label={instead === undefined ? words.add : words.edit} onSubmit={submit} onKeyDown={onKeyDown}>
      <div class="rule-fields">
        <label class="form-line">
          <span>{words.finds}</span>
          <select
            class="select"
            value={finds}
            onChange={({ currentTarget }) => change({ finds: searchKinds.find((one) => one === currentTarget.value) ?? finds })}
          >
            {searchKinds.map((one) => (
              <option key={one} value={one}>
                {words.kinds[one]}
              </option>
            ))}
          </select>
        </label>
        <label class="form-line rule-search-line" htmlFor="rule-search">
          <span>{words.search[finds]}</span>
          {finds === 'path' || finds === 'value' ? (
            <textarea {...box} rows={2} onInput={({ currentTarget }) => change({ search: currentTarget.value })} />
          ) : (
            <input {...box} type="text" onInput={({ currentTarget }) => change({ search: currentTarget.value })} />
          )}
        </label>
      </div>
      {problem !== undefined && (
        <p id="rule-search-problem" class="rule-failure" role="alert">
          {words.problems[problem]}
        </p>
      )}
      <p id="rule-search-hint" class="form-hint">
        {words.hints[finds]}
      </p>
      {finds === 'pattern' && (
        <CheckList
          options={[{ id: 'case', label: words.ignoreCase, checked: draft.ignoreCase }]}
          onCheck={(_, ignoreCase) => change({ ignoreCase })}
        />
      )}
      <div class="rule-fields">
        <label class="form-line">
          <span>{words.becomes}</span>
          <select
            class="select"
            value={draft.becomes}
            onChange={({ currentTarget }) => change({ becomes: actionKinds.find((one) => one === currentTarget.value) ?? draft.becomes })}
          >
            {actionKinds.map((one) => (
              <option key={one} value={one}>
                {words.actions[one]}
              </option>
            ))}
          </select>
        </label>
        {draft.becomes === 'replace' && (
          <label class="form-line">
            <span>{words.replacement}</span>
            <input
              class="input"
              type="text"
              value={draft.replacement}
              onInput={({ currentTarget }) => change({ replacement: currentTarget.value })}
            />
          </label>
        )}
        <label class="form-line">
          <span>{words.name}</span>
          <input
            class="input"
            type="text"
            maxLength={200}
            placeholder={usual}
            title={words.nameHint}
            value={draft.title}
            onInput={({ currentTarget }) => change({ title: currentTarget.value })}
          />
        </label>
      </div>
      <fieldset class="rule-only">
        <legend>{words.only}</legend>
        <CheckList
          options={allKinds.map((kind) => ({ id: kind, label: words.entryKinds[kind], checked: draft.kinds.includes(kind) }))}
          onCheck={(kind, isIn) => change({ kinds: allKinds.filter((one) => (one === kind ? isIn : draft.kinds.includes(one))) })}
        />
        <span class="form-hint">{words.onlyHint}</span>
      </fieldset>
      <label class="form-line">
        <span>{words.sources}</span>
        <input
          class="input"
          type="text"
          placeholder={words.sourcesHint}
          value={draft.sources}
          onInput={({ currentTarget }) => change({ sources: currentTarget.value })}
        />
      </label>
      <div class="form-end">
        <Button look="outline" label={text.cancel} onPress={onDone} />
        <button type="submit" class="button button-primary">
          <span class="button-label">{words.keep}</span>
        </button>
      </div>
    </form>
  )
}
