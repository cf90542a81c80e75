import { usePanel } from './context'
import type { Copying } from './copying'

/** Copies what is begun with the texts that can be copied, and says so. */
export function useCopy(): (begin: Parameters<Copying['copy']>[0]) => void {
  const { copying } = usePanel()
  return (begin) => void copying.copy(begin)
}
