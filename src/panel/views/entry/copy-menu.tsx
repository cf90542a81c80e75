import type { JSX } from 'preact'
import { reportOf } from '../../../core/errors'
import type { Entry } from '../../../core/model'
import { MenuButton } from '../../parts/menu'
import { type CopyForm, formsOf } from '../../selectors/copy/copy-forms'
import type { CopySubject } from '../../selectors/copy/masked'
import { useOpenSession, usePanel } from '../../state/context'
import { useCopy } from '../../state/use-copy'
import { text } from '../../text'

const words = text.copyAs

/** A menu button: what an entry can be copied as. */
export function CopyMenu({ entry }: { readonly entry: Entry }): JSX.Element {
  const { notices } = usePanel()
  const copy = useCopy()
  const subject = useSubject(entry)

  async function choose(form: CopyForm): Promise<void> {
    try {
      // With it comes the sanitizer, which nobody waits for who only looks.
      const { copyText } = await import('../../selectors/copy/copy-text')
      await copy(copyText(form, subject, words))
    } catch (error) {
      notices.add(text.entry.copying, reportOf(error))
    }
  }

  const items = formsOf(subject).map((form) => ({ id: form, label: words.forms[form], apart: form === 'recorded' }))
  return <MenuButton label={words.menu} hint={words.menuHint} icon="copy" items={items} onChoose={(form) => void choose(form)} />
}

/** The entry, with the states around it where the state view knows them. */
function useSubject(entry: Entry): CopySubject {
  const moment = useOpenSession().source.moment.value.value
  const isOwn = moment?.changed?.entry.seq === entry.seq && moment.status === 'known'
  return isOwn ? { entry, before: moment.previous, after: moment.value } : { entry }
}
