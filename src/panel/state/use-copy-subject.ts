import type { Entry } from '../../core/model'
import type { CopySubject } from '../selectors/copy/copy-forms'
import { useOpenSession } from './context'

/** An entry to be copied, with the states around it where the state view knows them. */
export function useCopySubject(entry: Entry): CopySubject {
  const moment = useOpenSession().source.moment.value.value
  const isOwn = moment?.changed?.entry.seq === entry.seq && moment.status === 'known'
  return isOwn ? { entry, before: moment.previous, after: moment.value } : { entry }
}
