/** Reads one property of an object the browser made; undefined where the object is of another kind. */
export type Read = (of: object) => unknown

const { apply, getOwnPropertyDescriptor } = Reflect

/**
 * The accessor of `name` as the browser made it: whatever properties a page, a
 * framework or a form's fields (`<input name="id">`) lay over it are passed by.
 */
export function accessor(owner: { readonly prototype: object } | undefined, name: string): Read {
  const get = owner && getOwnPropertyDescriptor(owner.prototype, name)?.get
  return (of) => {
    try {
      return get && apply(get, of, [])
    } catch {
      // An "illegal invocation": it is no such object.
      return undefined
    }
  }
}

export function textOrNone(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/**
 * Where a method of `instance` is to be wrapped: on its class, or on itself when
 * another tool has put one of its own there, which calls what the class had
 * before us.
 */
export function ownerOf(instance: object, owner: { readonly prototype: object } | undefined, name: string): object | undefined {
  return getOwnPropertyDescriptor(instance, name) ? instance : owner?.prototype
}
