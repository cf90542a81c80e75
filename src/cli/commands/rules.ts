import { AppError } from '../../core/errors'
import { templateIds } from '../../core/model'
import { tryExamples } from '../../core/rule-packs'
import { rulesOf } from '../../core/sanitize'
import { visibleText } from '../../core/visible-text'
import type { Command } from '../command'
import { amount } from '../counts-text'
import type { Io } from '../io'
import { parsePlain, plainText } from '../plain-json'
import { printLines } from '../print'
import { readPack } from '../rules-option'

export const rules: Command = {
  usage: 'rules [test FILE]',
  summary: 'Tell what sanitizing looks for, or try the examples of your own rules.',
  help: `
Lists every built-in rule, with its meaning, under the templates that it belongs to.

  playhead rules test FILE

Reads a pack of rules and tries their examples: each value “from” is sanitized by the
pack and the templates that it names, and has to become “to”. Ends with 65 where one
becomes something else, or where the pack cannot be used.

A pack is a JSON file; docs/rules.md tells all of it:

  { "schema": "playhead-rules", "schemaVersion": 1, "name": "Shop",
    "rules": [
      { "id": "customer", "find": { "pattern": "cust-\\\\d{6}" }, "action": "token",
        "examples": [{ "from": "no customer", "to": "no customer" }] },
      { "id": "salary", "find": { "path": "**.salary" } },
      { "id": "our-mail", "find": { "pattern": "[a-z.]+@shop\\\\.example" }, "action": "keep" } ] }`,
  options: {},
  files: { least: 0, most: 2 },
  async run({ files: [what, file] }, io) {
    if (what === undefined) {
      await printLines(io, builtIn())
      return 0
    }
    if (what !== 'test') throw new AppError('cli/usage', { why: `there is no “rules ${what}”, only “rules test FILE”` })
    if (file === undefined) throw new AppError('cli/usage', { why: 'a file is missing: give rules test FILE' })
    return test(io, file)
  },
}

function* builtIn(): Generator<string> {
  for (const template of templateIds) {
    yield `${template}:`
    for (const { id, title, hides, confidence } of rulesOf([template])) {
      yield `  ${id}${confidence === 'strong' ? '' : ' (by a looser sign)'}: ${title}. ${hides}`
    }
    yield ''
  }
}

async function test(io: Io, file: string): Promise<number> {
  const pack = await readPack(io, file)
  const tried = tryExamples(pack, { now: io.env.monotonic }, (value) => parsePlain(plainText(value)))
  const failed = tried.filter(({ holds }) => !holds)
  await printLines(io, [
    ...failed.map(({ rule, number, became }) => visibleText(`${rule}: example ${number} became ${JSON.stringify(became)}`)),
    `${visibleText(pack.name)}: ${amount(pack.rules.length, 'rule')}, ${amount(tried.length, 'example')}, ${failed.length} of them not as they should be.`,
  ])
  return failed.length === 0 ? 0 : 65
}
