import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { inProject } from './paths.mjs'

/** A pattern that the sanitizer runs over what was recorded. */
export interface Pattern {
  readonly source: string
  readonly flags: string
}

/** One made of text: the file that made it, and where in it, as the runtime counts. */
export interface Constructed extends Pattern {
  readonly path: string
  readonly place: string
}

const folders = ['src/core/sanitize', 'src/core/guard', 'src/core/rule-packs']
/** Of all texts, as far as shapes tell them apart. */
const signBits = 20

/** What the sources say of patterns: those that stand there as they are, and how often each file calls upon the constructor. */
export function patternsInSources(): { readonly literals: readonly Pattern[]; readonly constructing: ReadonlyMap<string, number> } {
  const literals: Pattern[] = []
  const constructing = new Map<string, number>()
  for (const path of files()) {
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) literals.push(asPattern(node.text))
      // Any mention: under another name the constructor would make patterns that nobody counts.
      if (ts.isIdentifier(node) && node.text === 'RegExp' && !ts.isTypeReferenceNode(node.parent))
        constructing.set(path, (constructing.get(path) ?? 0) + 1)
      ts.forEachChild(node, visit)
    }
    visit(ts.createSourceFile(path, readFileSync(inProject(path), 'utf8'), ts.ScriptTarget.Latest, true))
  }
  return { literals, constructing }
}

function files(): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .sort(),
  )
}

function asPattern(literal: string): Pattern {
  const end = literal.lastIndexOf('/')
  return { source: literal.slice(1, end), flags: literal.slice(end + 1) }
}

/**
 * Every pattern that the sanitizer makes of text, seen as it is made: the
 * constructor is watched while the modules load and the rules of each choice of
 * templates are made ready. The modules must not be loaded yet, or be forgotten.
 */
export async function patternsConstructed(): Promise<readonly Constructed[]> {
  const real = globalThis.RegExp
  const made: Constructed[] = []
  const note = (pattern: RegExp): RegExp => {
    const caller = callerOf(new Error().stack ?? '')
    if (caller !== undefined) made.push({ ...caller, source: pattern.source, flags: pattern.flags })
    return pattern
  }
  globalThis.RegExp = new Proxy(real, {
    construct: (target, args: [string, string?]) => note(new target(...args)),
    apply: (target, _, args: [string, string?]) => note(target(...args)),
  })
  try {
    await makeAllReady()
  } finally {
    globalThis.RegExp = real
  }
  return made
}

/** The frame that called the constructor: behind the error's own line, `note` and the trap. */
function callerOf(stack: string): { readonly path: string; readonly place: string } | undefined {
  const found = /(src\/core\/(?:sanitize|guard)\/[\w./-]+\.ts)\S*?:(\d+:\d+)/.exec(stack.split('\n')[3]?.replaceAll('\\', '/') ?? '')
  return found === null ? undefined : { path: found[1] ?? '', place: found[2] ?? '' }
}

async function makeAllReady(): Promise<void> {
  const { rulesOf } = await import('../../src/core/sanitize')
  const { compileRules } = await import('../../src/core/sanitize/compile')
  const { templateIds } = await import('../../src/core/model')
  for (let choice = 1; choice < 1 << templateIds.length; choice++) {
    const rules = rulesOf(templateIds.filter((_, at) => (choice & (1 << at)) !== 0))
    // What is looked for again after an export.
    const strong = rules.filter(({ confidence }) => confidence === 'strong')
    for (const some of [rules, strong]) {
      const { shapes } = compileRules(some)
      const nothing = () => undefined
      for (const bits of allSigns()) shapes?.({ text: '', bits, name: undefined }, nothing, nothing)
    }
  }
}

/** Each sign alone, each two of them, and all. */
function allSigns(): readonly number[] {
  const each = Array.from({ length: signBits }, (_, at) => 1 << at)
  return [...each.flatMap((one) => each.map((other) => one | other)), (1 << signBits) - 1]
}

/** All patterns there are, each once. */
export async function sanitizerPatterns(): Promise<readonly Pattern[]> {
  const all = [...patternsInSources().literals, ...(await patternsConstructed())]
  return [...new Map(all.map(({ source, flags }) => [`/${source}/${flags}`, { source, flags }])).values()]
}
