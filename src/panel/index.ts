import './theme/tokens.css'
import './theme/base.css'
import './theme/frame.css'
import './theme/sessions.css'
import './theme/timeline.css'
import './theme/details.css'

export type { PanelDeps, RecorderStatus } from './deps'
export { mountPanel } from './mount-panel'
