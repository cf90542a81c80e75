import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { stageOf } from '../../selectors/job-stage'
import { chooseFile } from '../../state/choose-file'
import { usePanel } from '../../state/context'
import type { OpenSession } from '../../state/open-session'
import { text } from '../../text'

/** What is said when a session is not where somebody looks for it. */
export function WhereaboutsStrips(): JSX.Element {
  const open = usePanel().open.value
  return (
    <>
      <LostLink />
      <MissingEntry />
      {open !== undefined && <GoneSession key={open.id} open={open} />}
    </>
  )
}

/** A link was followed to a session that is not here, and no file is being read that may hold it. */
function LostLink(): JSX.Element | null {
  const panel = usePanel()
  const isReading = panel.shares.list.value.some((job) => job.kind === 'import' && stageOf(job) === 'running')
  if (!panel.whereabouts.lost.value || isReading) return null
  return (
    <div class="strip strip-lost" role="status">
      <Icon name="warning" />
      <div class="strip-body">{text.viewing.lost}</div>
      <Button look="outline" icon="import" label={text.viewing.choose} onPress={() => chooseFile(panel)} />
    </div>
  )
}

/** A link was followed to a session that is here, and to an entry in it that is not. */
function MissingEntry(): JSX.Element | null {
  const { whereabouts } = usePanel()
  const missing = whereabouts.missing.value
  if (missing === undefined) return null
  return (
    <div class="strip strip-lost" role="status">
      <Icon name="warning" />
      <div class="strip-body">{text.viewing.missing[missing]}</div>
      <Button icon="close" show="icon" label={text.dismiss} onPress={whereabouts.giveUp} />
    </div>
  )
}

/** Somebody deleted the session elsewhere. One that has only begun is not in the list yet, and is not gone. */
function GoneSession({ open }: { readonly open: OpenSession }): JSX.Element | null {
  const panel = usePanel()
  const wasThere = useRef(false)
  const isThere = open.session.value !== undefined
  if (isThere) wasThere.current = true
  if (isThere || !wasThere.current) return null
  return (
    <div class="strip strip-error" role="alert">
      <Icon name="warning" />
      <div class="strip-body">{text.viewing.gone}</div>
      <Button look="outline" label={text.sessions.back} onPress={panel.closeSession} />
    </div>
  )
}
