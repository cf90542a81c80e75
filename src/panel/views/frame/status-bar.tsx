import type { JSX } from 'preact'
import { formatBytes } from '../../selectors/format'
import { usePanel } from '../../state/context'
import type { OpenSession } from '../../state/open-session'
import { text } from '../../text'

/** Small facts at the bottom: the session's size, what recording costs, how full the storage is. */
export function StatusBar(): JSX.Element {
  const panel = usePanel()
  const open = panel.open.value
  const list = panel.sessions.list.value
  return (
    <footer class="status-bar">
      {open === undefined ? list !== undefined && <span>{text.sessions.count(list.length)}</span> : <SessionFacts open={open} />}
      <StorageUse />
    </footer>
  )
}

function SessionFacts({ open }: { readonly open: OpenSession }): JSX.Element | null {
  const session = open.session.value
  if (session === undefined) return null
  const { entries, bytes, errors, gaps } = session.counts
  return (
    <>
      <span class="status-session">{text.sessions.entriesOf(entries)}</span>
      <span>{formatBytes(bytes)}</span>
      {errors > 0 && <span class="error-words">{text.sessions.errorsOf(errors)}</span>}
      {gaps > 0 && <span class="warn-words">{text.sessions.gapsOf(gaps)}</span>}
      <RecorderOverhead open={open} />
    </>
  )
}

function RecorderOverhead({ open }: { readonly open: OpenSession }): JSX.Element | null {
  const overhead = open.overhead.latest.value
  if (overhead === undefined || overhead.window <= 0) return null
  const { busy, window, longest } = overhead
  return (
    <span class="status-overhead" title={text.status.overheadHint(busy, window, longest)}>
      {text.status.overhead(busy / window)}
    </span>
  )
}

function StorageUse(): JSX.Element | null {
  const usage = usePanel().sessions.usage.value
  if (usage === undefined || usage.quota <= 0) return null
  const { used, quota, persistent } = usage
  return (
    <span class="status-storage" title={`${text.status.storageHint}. ${persistent ? text.status.persistent : text.status.evictable}.`}>
      <span class="meter" aria-hidden="true">
        <span class="meter-done" style={{ inlineSize: `${Math.min(100, (used / quota) * 100)}%` }} />
      </span>
      {text.status.storage(used, quota)}
    </span>
  )
}
