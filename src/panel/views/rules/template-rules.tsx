import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { type BuiltInRule, builtInRules, neverShown, type RuleAction, type TemplateId, templateIds } from '../../../core/model'
import { CheckList } from '../../parts/check-list'
import { actionKindOf, actionKinds } from '../../selectors/rules/draft'
import { actionOn, ownPackId, packsInUse } from '../../selectors/rules/packs'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.rules

/** The templates with what each looks for; while an export is chosen, also which of them are on. */
export function TemplateRules(): JSX.Element {
  return (
    <section class="rules-part">
      <h3>{words.templates}</h3>
      {templateIds.map((id) => (
        <Template key={id} id={id} />
      ))}
    </section>
  )
}

function Template({ id }: { readonly id: TemplateId }): JSX.Element {
  const { exporting, exportShown } = usePanel()
  const [isOpen, setOpen] = useState(false)
  const { templates, sanitize } = exporting.choice.value
  const { name, hint } = text.export.templates[id]
  const isOn = templates.includes(id)
  const listed = builtInRules.filter((rule) => rule.templates.includes(id))
  return (
    <div class="rule-group">
      <div class="rule-line">
        {exportShown.value ? (
          <CheckList
            // To look for nothing is not to sanitize; the dialog of the export asks about that.
            options={[{ id, label: name, hint, checked: isOn, disabled: !sanitize || (isOn && templates.length === 1) }]}
            onCheck={(_, checked) =>
              exporting.change({ templates: templateIds.filter((one) => (one === id ? checked : templates.includes(one))) })
            }
          />
        ) : (
          <span class="choice-words">
            <span class="choice-label">{name}</span> <span class="form-hint">{hint}</span>
          </span>
        )}
        <button
          type="button"
          class="link rule-more"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `rules-of-${id}` : undefined}
          aria-label={`${name}: ${words.rulesOf(listed.length)}`}
          onClick={() => setOpen(!isOpen)}
        >
          {words.rulesOf(listed.length)}
        </button>
      </div>
      {isOpen && (
        <ul id={`rules-of-${id}`} class="rule-list">
          {listed.map((rule) => (
            <BuiltIn key={rule.id} rule={rule} />
          ))}
        </ul>
      )}
    </div>
  )
}

/** A built-in rule: whether it hides what it finds, and how. What is said of it goes into the person's own pack. */
function BuiltIn({ rule: { id, title, hides, templates } }: { readonly rule: BuiltInRule }): JSX.Element {
  const { exporting, rules } = usePanel()
  const packs = rules.packs.value
  const action = actionOn(id, packsInUse(packs))
  /** What counts where the person says nothing. */
  const usual = actionOn(id, packsInUse(packs.filter((pack) => pack.id !== ownPackId)))
  const goesAlong = templates.some((one) => exporting.choice.value.templates.includes(one))
  const isOn = action === undefined ? goesAlong : action !== 'keep'
  const kinds = actionKinds.filter((kind) => kind === 'remove' || (kind !== 'keep' && kind !== 'replace' && !neverShown.has(id)))

  function choose(next: RuleAction): void {
    const isUsual = usual === undefined && next === (goesAlong ? 'remove' : 'keep')
    void rules.choose(id, isUsual ? undefined : next)
  }

  return (
    <li class="rule-line">
      <CheckList
        options={[{ id, label: title, hint: hides, checked: isOn }]}
        onCheck={(_, checked) => choose(checked ? 'remove' : 'keep')}
      />
      <select
        class="select"
        aria-label={words.becomesOf(title)}
        disabled={!isOn}
        value={isOn ? actionKindOf(action) : 'keep'}
        onChange={({ currentTarget }) => {
          const kind = kinds.find((other) => other === currentTarget.value)
          if (kind !== undefined && kind !== 'replace') choose(kind)
        }}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {words.becomes[kind]}
          </option>
        ))}
        {typeof action === 'object' && <option value="replace">{words.actionText(action)}</option>}
        {!isOn && <option value="keep">{words.becomes.keep}</option>}
      </select>
    </li>
  )
}
