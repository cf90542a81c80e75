/** From the background to the content scripts of a tab: ask again whether you are recorded. */
export interface ArmMessage {
  readonly playhead: 'arm'
}

export const armMessage: ArmMessage = { playhead: 'arm' }

export function isArmMessage(message: unknown): message is ArmMessage {
  return typeof message === 'object' && message !== null && 'playhead' in message && message.playhead === 'arm'
}
