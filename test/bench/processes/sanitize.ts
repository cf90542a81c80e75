/** Runs in a Node of its own, built as the command line is: the work of the bench of the sanitizer. */
import { answerTo, type Call } from '../lib/remote'
import { createSanitizeWork } from '../lib/sanitize-work'

const work = createSanitizeWork()

process.on('message', async (call: Call) => process.send?.(await answerTo(work, call)))
