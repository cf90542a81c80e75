import { lintSource } from '@secretlint/core'
import { creator } from '@secretlint/secretlint-rule-preset-recommend'
import fastRedact from 'fast-redact'
import { type Entry, templateIds } from '../../../src/core/model'
import { createSessionSanitizer, rulesOf } from '../../../src/core/sanitize'
import { type Plant, type PlantedLine, plantedLines, written } from './planted-session'

/** One pass over the session in memory. */
export interface Pass {
  /** Milliseconds of processor time, of all threads: what others do on the machine does not count. */
  readonly time: number
  /** Entries that came out as something else; 0 for who only finds. */
  readonly changed: number
  /** How many of the values that were planted are gone, or found, by their kind. */
  readonly gone: Readonly<Record<string, number>>
}

/** What the bench of the sanitizer has done in a Node of its own. */
export interface SanitizeWork {
  /** Makes a session of so many bytes. Gives its bytes, and how many values of each kind were planted. */
  prepare(plants: readonly Plant[], bytes: number): { readonly bytes: number; readonly planted: Readonly<Record<string, number>> }
  /** Reads, sanitizes and writes every entry, and looks again at each line. */
  ours(): Pass
  secretlint(): Promise<Pass>
  fastRedact(): Pass
  /** Reads and writes every entry, and nothing else. */
  plain(): Pass
  /** A preview and then an application with the look at its lines, in batches that are made on the way. Gives bytes, milliseconds, and the findings of both. */
  long(plants: readonly Plant[], bytes: number): { readonly bytes: number; readonly time: number; readonly found: readonly number[] }
}

const batch = 10_000
const piece = 1_000_000
const rules = rulesOf(templateIds)

export function createSanitizeWork(): SanitizeWork {
  let lines: readonly PlantedLine[] = []
  let texts: readonly string[] = []

  /** Rewrites all lines; which values are gone is looked up when the time has been taken. */
  function rewriting(work: (line: string) => string): Pass {
    const out: string[] = []
    const start = processorTime()
    for (const text of texts) out.push(work(text))
    const time = processorTime() - start
    const changed = out.filter((text, at) => text !== texts[at]).length
    const gone: Record<string, number> = {}
    for (const [at, { plant }] of lines.entries()) {
      if (plant !== undefined && out[at]?.includes(written(plant.value)) === false) gone[plant.kind] = (gone[plant.kind] ?? 0) + 1
    }
    return { time, changed, gone }
  }

  return {
    prepare(plants, least) {
      const made: PlantedLine[] = []
      let bytes = 0
      while (bytes < least) {
        for (const each of plantedLines(plants, made.length, batch)) {
          made.push(each)
          bytes += each.line.length + 1
        }
      }
      lines = made
      texts = made.map(({ line }) => line)
      const planted: Record<string, number> = {}
      for (const { plant } of lines) if (plant !== undefined) planted[plant.kind] = (planted[plant.kind] ?? 0) + 1
      return { bytes, planted }
    },

    ours() {
      const sanitizer = createSessionSanitizer(rules)
      const pass = sanitizer.pass()
      let number = 0
      return rewriting((line) => {
        const [clean] = pass.entries([JSON.parse(line) as Entry])
        const text = JSON.stringify(clean)
        sanitizer.scanLine(++number, text)
        return text
      })
    },

    fastRedact() {
      const keys = [...new Set(lines.flatMap(({ plant }) => (plant === undefined ? [] : [plant.key])))]
      const redact = fastRedact({
        paths: keys.flatMap((key) => [`data.action.payload.${key}`, `data.args[*].${key}`]),
        censor: '[redacted]',
      })
      return rewriting((line) => redact(JSON.parse(line)))
    },

    plain: () => rewriting((line) => JSON.stringify(JSON.parse(line))),

    async secretlint() {
      const gone: Record<string, number> = {}
      let time = 0
      for (const { text, from, to } of pieces(texts)) {
        const start = processorTime()
        const found = await secretsIn(text)
        time += processorTime() - start
        let offset = 0
        for (const { line, plant } of lines.slice(from, to)) {
          const begin = plant === undefined ? -1 : line.indexOf(written(plant.value))
          if (
            plant !== undefined &&
            begin >= 0 &&
            found.some(([first, end]) => first < offset + begin + plant.value.length && end > offset + begin)
          )
            gone[plant.kind] = (gone[plant.kind] ?? 0) + 1
          offset += line.length + 1
        }
      }
      return { time, changed: 0, gone }
    },

    long(plants, least) {
      const sanitizer = createSessionSanitizer(rules)
      let [bytes, time, number] = [0, 0, 0]
      const found = [false, true].map((isWritten) => {
        const pass = sanitizer.pass()
        bytes = 0
        number = 0
        while (bytes < least) {
          const made = plantedLines(plants, number, batch)
          const start = processorTime()
          for (const { line } of made) {
            const [clean] = pass.entries([JSON.parse(line) as Entry])
            if (isWritten) sanitizer.scanLine(number, JSON.stringify(clean))
          }
          time += processorTime() - start
          number += made.length
          for (const { line } of made) bytes += line.length + 1
        }
        return pass.findings().total
      })
      return { bytes, time, found }
    },
  }
}

function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Lines joined to pieces of about a megabyte. */
function* pieces(texts: readonly string[]): Generator<{ readonly text: string; readonly from: number; readonly to: number }> {
  for (let from = 0; from < texts.length; ) {
    let to = from
    let size = 0
    while (to < texts.length && size < piece) size += (texts[to++]?.length ?? 0) + 1
    yield { text: texts.slice(from, to).join('\n'), from, to }
    from = to
  }
}

const preset = { id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }

/** Where secretlint sees a secret in a text. */
export async function secretsIn(content: string): Promise<readonly (readonly [number, number])[]> {
  const { messages } = await lintSource({
    source: { filePath: 'session.json', content, ext: '.json', contentType: 'text' },
    options: { config: { rules: [preset] }, noPhysicFilePath: true },
  })
  return messages.flatMap(({ type, range }) => (type === 'message' ? [range] : []))
}
