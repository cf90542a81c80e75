import type { JSX } from 'preact'
import type { Entry } from '../../../core/model'
import { MenuButton } from '../../parts/menu'
import { formsOf } from '../../selectors/copy/copy-forms'
import { useCopy } from '../../state/use-copy'
import { useCopySubject } from '../../state/use-copy-subject'
import { text } from '../../text'

const words = text.copyAs

/** A menu button: what an entry can be copied as. */
export function CopyMenu({ entry }: { readonly entry: Entry }): JSX.Element {
  const copy = useCopy()
  const subject = useCopySubject(entry)
  const items = formsOf(subject).map((form) => ({ id: form, label: words.forms[form], apart: form === 'recorded' }))
  return (
    <MenuButton
      label={words.menu}
      hint={words.menuHint}
      icon="copy"
      items={items}
      onChoose={(form) => copy(({ formText }) => formText(form, subject, words))}
    />
  )
}
