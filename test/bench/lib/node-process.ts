import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { inProject } from '../../../scripts/lib/paths.mjs'
import { type Answer, type Call, remote } from './remote'

/**
 * Runs `work` with what a Node of its own does: it runs the module at `entry`, bundled
 * as the command line is, which has handed its work to `answerCalls`. One call at a
 * time. It can force collections of garbage.
 */
export async function withNodeProcess<Work extends object, T>(entry: URL, work: (there: Work) => Promise<T>): Promise<T> {
  const folder = inProject('.output/bench/process')
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: { outDir: folder, ssr: fileURLToPath(entry), target: 'node22', rollupOptions: { output: { entryFileNames: 'process.mjs' } } },
  })
  const child = fork(`${folder}/process.mjs`, { execArgv: ['--expose-gc'] })
  const ended = new Promise<Answer>((resolve) => {
    child.once('error', ({ message }) => resolve({ error: message }))
    child.once('exit', (code, signal) => resolve({ error: `The process ended with ${code ?? signal}` }))
  })
  const call = (call: Call): Promise<Answer> => {
    const answered = new Promise<Answer>((resolve) => child.once('message', (answer) => resolve(answer as Answer)))
    child.send(call)
    return Promise.race([answered, ended])
  }
  try {
    return await work(remote<Work>(call))
  } finally {
    child.kill()
  }
}
