const mark = Symbol.for('playhead.content')

/** True for the first caller in this world, false for every later one: the script may be injected into a frame that has it. */
export function onlyOnce(world: object): boolean {
  if (Object.hasOwn(world, mark)) return false
  Object.defineProperty(world, mark, { value: true })
  return true
}
