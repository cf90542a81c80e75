import type { WxtBrowser } from 'wxt/browser'
import type { Env } from '../../core/env'
import type { SessionStore } from '../../core/store'
import { type Connection, finishPatience } from './connection'
import { gatherDocuments } from './gather-documents'
import { addLostGap } from './lost-gap'

export interface HandOverDeps {
  readonly store: SessionStore
  readonly env: Pick<Env, 'now'>
  readonly scripting: WxtBrowser['scripting']
  /** The open ports of a tab's documents. */
  connections(tab: number): readonly Pick<Connection, 'document' | 'finish'>[]
}

/**
 * Has the documents of a recorded tab hand over what they hold. Those that are
 * connected are asked at once; where others cannot be found in time, as the page
 * hangs, a gap at the end of the tab's document says that something is missing.
 */
export async function handOver(deps: HandOverDeps, tab: number, session: string): Promise<void> {
  const finish = () => Promise.all(deps.connections(tab).map((connection) => connection.finish()))
  const here = finish()
  const gathered = await Promise.race([gatherDocuments(tab, deps.scripting, deps.connections), late()])
  await Promise.all([here, finish()])
  if (!gathered) await tellAbsent(deps, tab, session)
}

function late(): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, finishPatience.silent, false))
}

/** A document that is connected was waited for, and its own gap says so where that was in vain. */
async function tellAbsent(deps: HandOverDeps, tab: number, session: string): Promise<void> {
  const documents = await deps.store.listDocuments(session)
  // The newest that nothing frames: those before it were left.
  const top = documents.findLast(({ parent }) => parent === undefined)
  if (top === undefined || deps.connections(tab).some(({ document }) => document === top.id)) return
  const { session: _, lastN: __, ...info } = top
  await addLostGap(deps, session, info)
}
