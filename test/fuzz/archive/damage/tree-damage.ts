import type { Random } from '../mutations'
import type { Tree } from './originals'

/** What is changed in a document that was decoded, at a place by chance. Gives false where the place is none for it. */
type Change = (holder: Tree, key: string | number, random: Random) => boolean

const pick = (items: readonly Tree[], random: Random): Tree => items[random(items.length)]
const isHolder = (value: Tree): boolean => typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
const keysOf = (holder: Tree): readonly (string | number)[] => (Array.isArray(holder) ? holder.map((_, at) => at) : Object.keys(holder))

/** Sets a member also where its name means something. */
function put(holder: Tree, key: string, value: Tree): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true })
}

function nested(levels: number, random: Random): Tree {
  let value: Tree = 0
  for (let level = 0; level < levels; level++) value = random(2) === 0 ? [value] : { a: value }
  return value
}

/** Puts the members of an object in another order, in place. */
function reorder(holder: Tree, order: (names: readonly string[]) => readonly string[]): void {
  const members = { ...holder }
  for (const name of Object.keys(members)) delete holder[name]
  for (const name of order(Object.keys(members))) put(holder, name, members[name])
}

const changes: Readonly<Record<string, Change>> = {
  changeNumber(holder, key, random) {
    const value = holder[key]
    if (typeof value !== 'number') return false
    holder[key] = pick([value + 1, value - 1, -value - 1, value + 0.5, value * 10 + 1, 1e300, 2 ** 53, 4_294_967_295, -1], random)
    return true
  },
  keepSum(holder, key, random) {
    const others = keysOf(holder).filter((other) => other !== key && typeof holder[other] === 'number')
    if (typeof holder[key] !== 'number' || others.length === 0) return false
    const by = 1 + random(3)
    holder[key] += by
    holder[pick(others, random)] -= by
    return true
  },
  changeText(holder, key, random) {
    const value = holder[key]
    if (typeof value !== 'string') return false
    const at = random(value.length + 1)
    const put = pick(['', ' ', 'x', '\n', '\u0000', '\ufeff', 'é', '\ud83d\ude00', '"', ': ', ' #', '\t', '0'], random)
    const changed = value.slice(0, at) + put + value.slice(at + random(2))
    if (changed === value) return false
    holder[key] = changed
    return true
  },
  swapItems(holder, key, random) {
    const other = pick(keysOf(holder), random)
    const [a, b] = [holder[key], holder[other]]
    if (JSON.stringify(a) === JSON.stringify(b)) return false
    holder[key] = b
    holder[other] = a
    return true
  },
  repeatItem(holder, key, random) {
    if (!Array.isArray(holder)) return false
    holder.splice(random(holder.length + 1), 0, holder[Number(key)])
    return true
  },
  removeItem(holder, key) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else delete holder[key]
    return true
  },
  replaceValue(holder, key, random) {
    const value = pick([null, true, '', 0, [], {}, [null], 'edited', '__proto__', [0, []], [8, 1, 0, 1e9], nested(1200, random)], random)
    // A document may say of itself that it was edited (SPEC: C7): that is tried by name.
    if (JSON.stringify(holder[key]) === JSON.stringify(value) || (key === 'summary' && value === 'edited')) return false
    holder[key] = value
    return true
  },
  addMember(holder, key, random) {
    if (!isHolder(holder[key]) || Array.isArray(holder[key])) return false
    const name = pick(['unknown', '__proto__', 'constructor', 'toString', '', '$', 'sha256', 'source', 'notes'], random)
    if (Object.hasOwn(holder[key], name)) return false
    put(holder[key], name, pick([null, 1, 'x', {}, [], { id: 'x', t: 1 }], random))
    return true
  },
  renameMember(holder, key, random) {
    if (Array.isArray(holder)) return false
    const name = pick(['unknown', '__proto__', `${key} `, `${key}`.slice(1), `${key}`.toUpperCase()], random)
    if (name === key) return false
    const members = { ...holder }
    for (const member of Object.keys(members)) delete holder[member]
    for (const member of Object.keys(members)) put(holder, member === key ? name : member, members[member])
    return true
  },
  reorderMembers(holder, key, random) {
    const object = isHolder(holder[key]) && !Array.isArray(holder[key]) ? holder[key] : holder
    if (Array.isArray(object) || Object.keys(object).length < 2) return false
    reorder(object, (names) => (random(2) === 0 ? [...names].reverse() : [...names.slice(1), ...names.slice(0, 1)]))
    return true
  },
}

/** Walks down by chance to a value that the change is for, and changes it. */
function somewhere(tree: Tree, change: Change, random: Random): void {
  for (let tries = 0; tries < 200; tries++) {
    let holder = tree
    for (;;) {
      const keys = keysOf(holder)
      if (keys.length === 0) break
      // Most of what stands at the top is few and small; most of a document lies further in.
      const holders = keys.filter((one) => isHolder(holder[one]))
      const key = pick(holders.length > 0 && random(8) > 0 ? holders : keys, random)
      const goesOn = isHolder(holder[key]) && random(8) > 0
      if (!goesOn) {
        if (change(holder, key, random)) return
        break
      }
      holder = holder[key]
    }
  }
}

export const treeDamage: Readonly<Record<string, (tree: Tree, random: Random) => void>> = Object.fromEntries(
  Object.entries(changes).map(([name, change]) => [name, (tree: Tree, random: Random) => somewhere(tree, change, random)]),
)
