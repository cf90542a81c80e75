/** One of the functions of an object that is elsewhere, and what it is called with. */
export interface Call {
  readonly name: string
  readonly args: readonly unknown[]
}

export type Answer = { readonly value: unknown } | { readonly error: string }

/** An object whose functions are called elsewhere; what they take and give are values of JSON. */
export function remote<Work extends object>(send: (call: Call) => Promise<Answer>): Work {
  return new Proxy({} as Work, {
    get:
      (_, name) =>
      async (...args: readonly unknown[]) => {
        const answer = await send({ name: String(name), args })
        if ('error' in answer) throw new Error(answer.error)
        return answer.value
      },
  })
}

/** There: calls it. */
export async function answerTo(work: object, { name, args }: Call): Promise<Answer> {
  try {
    const called = (work as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>)[name]
    if (called === undefined) throw new Error(`There is no ${name}`)
    return { value: await called(...args) }
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
