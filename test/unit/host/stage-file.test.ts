import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/core/errors'
import { stageFile } from '../../../src/host/stage-file'
import { fakeFolder } from '../../contract/host/fake-folder'
import { fixedEnv } from '../archive/support'

const env = fixedEnv()

describe('staging a dropped file', () => {
  it('copies it under a name of its own, telling how far it is', async () => {
    const folder = fakeFolder()
    const steps: number[] = []
    const file = new File(['x'.repeat(300_000)], '../../etc/passwd')
    const name = await stageFile(file, { env, folder: async () => folder, progress: (done) => steps.push(done) })
    expect(name).toMatch(/^import-\d+-[\w-]+$/)
    expect(Buffer.from(folder.files.get(name) ?? []).toString()).toBe('x'.repeat(300_000))
    expect(steps.at(-1)).toBe(300_000)
  })

  it('refuses one over the limit before it copies anything', async () => {
    const folder = fakeFolder()
    const huge = Object.defineProperty(new File([], 'huge'), 'size', { value: 65 * 1024 ** 3 })
    await expect(stageFile(huge, { env, folder: async () => folder })).rejects.toMatchObject({ code: 'archive/too-large' })
    expect(folder.files.size).toBe(0)
  })

  it('leaves nothing when it is cancelled or the file cannot be read', async () => {
    const folder = fakeFolder()
    const abort = new AbortController()
    const file = new File(['x'.repeat(300_000)], 'a')
    const cancelled = stageFile(file, {
      env,
      folder: async () => folder,
      signal: abort.signal,
      progress: () => abort.abort(new AppError('job/cancelled')),
    })
    await expect(cancelled).rejects.toMatchObject({ code: 'job/cancelled' })
    const gone = Object.defineProperty(new File(['x'], 'gone'), 'stream', {
      value: () => new ReadableStream({ pull: (controller) => controller.error(new Error('it was moved')) }),
    })
    await expect(stageFile(gone, { env, folder: async () => folder })).rejects.toMatchObject({
      code: 'job/staging',
      detail: { why: 'it was moved' },
    })
    expect(folder.files.size).toBe(0)
  })
})
