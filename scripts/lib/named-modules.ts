import { readdirSync } from 'node:fs'
import { inProject } from './paths.mjs'

/**
 * Loads the modules `folder/NAME.ending` whose name is one of `words`, or else contains one; all when there is none.
 *
 * @throws Error when nothing matches, with what there is
 */
export async function loadNamed<Module>(
  folder: string,
  ending: string,
  words: readonly string[],
  isModule: (value: unknown) => value is Module,
): Promise<readonly Module[]> {
  const names = readdirSync(inProject(folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
  const called = (word: string): readonly string[] => (names.includes(word) ? [word] : names.filter((name) => name.includes(word)))
  const chosen = words.length === 0 ? names : [...new Set(words.flatMap(called))]
  if (chosen.length === 0) throw new Error(`Nothing is called ${words.join(' or ')}. There is: ${names.join(', ')}`)
  const modules: Module[] = []
  for (const name of chosen.sort()) {
    const file = `${name}${ending}`
    const loaded: unknown = await import(/* @vite-ignore */ inProject(`${folder}/${file}`))
    if (!isModule(loaded)) throw new Error(`${folder}/${file} does not export what it should`)
    modules.push(loaded)
  }
  return modules
}

export function hasFunction<Name extends string>(value: unknown, name: Name): value is Record<Name, (...args: never[]) => unknown> {
  return typeof value === 'object' && value !== null && name in value && typeof Reflect.get(value, name) === 'function'
}

export function hasText<Name extends string>(value: unknown, name: Name): value is Record<Name, string> {
  return typeof value === 'object' && value !== null && name in value && typeof Reflect.get(value, name) === 'string'
}
