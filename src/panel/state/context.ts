import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { OpenSession } from './open-session'
import type { Panel } from './panel'

export const PanelContext = createContext<Panel | undefined>(undefined)

export function usePanel(): Panel {
  const panel = useContext(PanelContext)
  if (panel === undefined) throw new Error('a view was rendered outside the panel')
  return panel
}

export const OpenSessionContext = createContext<OpenSession | undefined>(undefined)

export function useOpenSession(): OpenSession {
  const open = useContext(OpenSessionContext)
  if (open === undefined) throw new Error('a view of a session was rendered without one')
  return open
}
