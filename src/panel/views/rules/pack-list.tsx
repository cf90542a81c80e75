import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { KeptPack, PackRule } from '../../../core/model'
import { builtInRules } from '../../../core/model'
import { Button } from '../../parts/button'
import { CheckList } from '../../parts/check-list'
import { Recorded } from '../../parts/recorded-text'
import { draftOf, newDraft, searchText } from '../../selectors/rules/draft'
import { usePanel } from '../../state/context'
import { focusOn } from '../../state/rule-actions'
import { text } from '../../text'
import { ErrorWords } from '../frame/failure-view'
import { RuleForm } from './rule-form'

const words = text.rules

/** The rule that is being written: a new one, or one of a pack. */
type Writing = 'new' | { readonly pack: string; readonly rule: string }

/** A person's own packs with their rules, and where one is written. */
export function PackList(): JSX.Element {
  const { rules } = usePanel()
  const [writing, setWriting] = useState<Writing>()
  const packs = rules.packs.value
  const clash = rules.clash.value
  const done = (): void => {
    setWriting(undefined)
    focusOn('.rules-add')
  }
  return (
    <section class="rules-part">
      <div class="rules-head">
        <h3>{words.yours}</h3>
        <ImportButton />
        <Button look="outline" class="rules-add" label={words.add} onPress={() => setWriting('new')} />
      </div>
      {clash !== undefined && (
        <p class="export-warning" role="alert">
          <Recorded text={words.clash(clash)} />
        </p>
      )}
      {writing === 'new' && <RuleForm key="new" draft={newDraft} onDone={done} />}
      {packs.length === 0 && writing === undefined && <p class="form-hint">{words.none}</p>}
      {packs.map((kept) => (
        <Pack key={kept.id} kept={kept} writing={writing} onWrite={setWriting} onDone={done} />
      ))}
    </section>
  )
}

function ImportButton(): JSX.Element {
  const { rules } = usePanel()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file !== undefined) void rules.importPack(file)
          // The same file may be chosen again once it was mended.
          currentTarget.value = ''
        }}
      />
      <Button look="outline" label={words.import} onPress={() => input.current?.click()} />
    </>
  )
}

interface PackProps {
  readonly kept: KeptPack
  readonly writing: Writing | undefined
  onWrite(writing: Writing): void
  onDone(): void
}

function Pack({ kept: { id, on, pack }, writing, onWrite, onDone }: PackProps): JSX.Element {
  const { rules } = usePanel()
  const { name, description } = pack
  return (
    <div class="rule-group" data-pack={id}>
      <div class="rule-line">
        <CheckList
          options={[
            { id, label: <Recorded text={name} />, hint: <PackHint count={pack.rules.length} description={description} />, checked: on },
          ]}
          onCheck={(_, checked) => void rules.switchPack(id, checked)}
        />
        <span class="rule-tools">
          <Button label={words.export} hint={words.exportHint(name)} onPress={() => rules.exportPack(id)} />
          <Button
            label={words.deletePack}
            hint={words.deletePackHint(name)}
            onPress={() => void rules.removePack(id).then(() => focusOn('.rules-undo'))}
          />
        </span>
      </div>
      <ul class="rule-list">
        {pack.rules.map((rule) =>
          typeof writing === 'object' && writing.pack === id && writing.rule === rule.id ? (
            <li key={rule.id}>
              <RuleForm draft={draftOf(rule) ?? newDraft} instead={{ pack: id, instead: rule.id }} onDone={onDone} />
            </li>
          ) : (
            <OwnRule key={rule.id} pack={id} rule={rule} onEdit={() => onWrite({ pack: id, rule: rule.id })} />
          ),
        )}
      </ul>
    </div>
  )
}

function PackHint({ count, description }: { readonly count: number; readonly description: string | undefined }): JSX.Element {
  return (
    <>
      {words.rulesOf(count)}
      {description !== undefined && (
        <>
          {' · '}
          <Recorded text={description} />
        </>
      )}
    </>
  )
}

interface OwnRuleProps {
  readonly pack: string
  readonly rule: PackRule
  onEdit(): void
}

function OwnRule({ pack, rule, onEdit }: OwnRuleProps): JSX.Element {
  const { rules, preview } = usePanel()
  const { find, id, action, off } = rule
  const known = 'detector' in find ? builtInRules.find((one) => one.id === find.detector) : undefined
  const title = rule.title ?? known?.title ?? id
  const failure = preview.failure.value
  return (
    <li class="rule-line">
      <CheckList
        options={[
          {
            id,
            label: <Recorded text={title} />,
            hint: (
              <>
                <FindText rule={rule} /> · <Recorded text={words.actionText(action)} />
              </>
            ),
            checked: off !== true,
          },
        ]}
        onCheck={(_, checked) => void rules.switchRule(pack, id, checked)}
      />
      <span class="rule-tools">
        {!('detector' in find) && <Button label={words.edit} hint={words.editHint(title)} onPress={onEdit} />}
        <Button
          label={words.remove}
          hint={words.removeHint(title)}
          onPress={() => void rules.removeRule(pack, id).then(() => focusOn('.rules-undo'))}
        />
      </span>
      {failure?.detail.rule === id && (
        <p class="rule-failure">
          <ErrorWords error={failure} />
        </p>
      )}
    </li>
  )
}

/** What a rule looks for, in a line. */
function FindText({ rule: { find, only } }: { readonly rule: PackRule }): JSX.Element {
  const found = searchText(find)
  const parts = [...(only?.kinds ?? []).map((kind) => words.form.entryKinds[kind]), ...(only?.types ?? []), ...(only?.sources ?? [])]
  return (
    <>
      {found === undefined ? (
        words.builtIn
      ) : (
        <>
          {words.form.kinds[found.finds]}: <Recorded class="rule-search" text={found.search.replaceAll('\n', ', ')} />
        </>
      )}
      {parts.length > 0 && (
        <>
          {' '}
          <Recorded text={words.onlyIn(parts)} />
        </>
      )}
    </>
  )
}
