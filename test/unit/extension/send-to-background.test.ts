import { describe, expect, it } from 'vitest'
import { sendToBackground } from '../../../src/extension/send-to-background'

const gone = new Error('Could not establish connection. Receiving end does not exist.')

/** A background that gives these one after the other: errors are thrown. */
function backgroundWith(...outcomes: readonly unknown[]) {
  const heard: unknown[] = []
  return {
    heard,
    async sendMessage(message: unknown) {
      const outcome = outcomes[heard.length]
      heard.push(message)
      if (outcome instanceof Error) throw outcome
      return outcome
    },
  }
}
const wait = async () => undefined

describe('a message to the background', () => {
  it('is answered', async () => {
    expect(await sendToBackground(backgroundWith('yes'), 'is it there?', wait)).toBe('yes')
  })

  it('is sent again while the background is being stopped and hears nothing', async () => {
    const background = backgroundWith(gone, gone, 'yes')
    expect(await sendToBackground(background, 'is it there?', wait)).toBe('yes')
    expect(background.heard).toEqual(['is it there?', 'is it there?', 'is it there?'])
  })

  it('is not sent again for ever', async () => {
    const background = backgroundWith(...Array.from({ length: 1000 }, () => gone))
    await expect(sendToBackground(background, 'is it there?', wait)).rejects.toMatchObject({ code: 'bridge/disconnected' })
    expect(background.heard.length).toBeLessThan(100)
  })

  it('is not repeated when it may have been heard', async () => {
    const lost = new Error('The message port closed before a response was received.')
    const background = backgroundWith(lost, 'yes')
    await expect(sendToBackground(background, 'stop', wait)).rejects.toBe(lost)
    expect(background.heard).toHaveLength(1)
  })
})
