import { describe, expect, it } from 'vitest'
import { answerCommand, type CommandHandlers, createCommandClient } from '../../../src/bridge/commands'
import { AppError } from '../../../src/core/errors'

const handlers: Partial<CommandHandlers> = {
  'recording/start': async ({ tab }) => ({ session: `session of ${tab}` }),
  'recording/stop': async () => {
    throw new AppError('capture/no-tab', { why: 'it was closed' })
  },
  'sites/granted': async () => ({ granted: true }),
  'sites/manage': async () => {
    throw new TypeError('a bug')
  },
}

/** A client whose messages are cloned on their way, as browsers do it. */
const send = createCommandClient(async (message) => structuredClone(await answerCommand(structuredClone(message), handlers)))

describe('a command', () => {
  it('brings back the answer of its handler', async () => {
    expect(await send('recording/start', { tab: 3, reload: false })).toEqual({ session: 'session of 3' })
  })

  it('rejects with the error its handler threw, code and detail kept', async () => {
    await expect(send('recording/stop', { tab: 3 })).rejects.toMatchObject({ code: 'capture/no-tab', detail: { why: 'it was closed' } })
  })

  it('turns a bug into an internal error', async () => {
    await expect(send('sites/manage', {})).rejects.toMatchObject({ code: 'internal', detail: { why: 'a bug' } })
  })

  it.each([
    { name: 'recording/start', input: { tab: '3', reload: false } },
    { name: 'recording/start', input: { tab: 3, reload: false, extra: 1 } },
    { name: 'toString', input: {} },
    { name: 'nothing', input: null },
  ])('is refused when it has the wrong shape: $name $input', async ({ name, input }) => {
    expect(await answerCommand({ playhead: 'command', name, input }, handlers)).toMatchObject({
      ok: false,
      error: { code: 'bridge/bad-message' },
    })
  })

  it('leaves other messages to others', () => {
    expect(answerCommand({ playhead: 'arm' }, handlers)).toBeUndefined()
    expect(answerCommand('recording/start', handlers)).toBeUndefined()
  })
})
