import type { EngineSources, Source, SourceOptions, Sources } from './contract'

/** Where sources are opened in the bootstrap. Until an engine is there, it only knows them. */
export interface SourceDesk extends Sources {
  attach(engine: EngineSources): void
}

interface KnownSource extends Source {
  attach(engine: EngineSources): void
}

export function createSourceDesk(): SourceDesk {
  let engine: EngineSources | undefined
  /** Sources live as long as what tells of them: a store, a connection, a subscription. */
  const known = new Set<WeakRef<KnownSource>>()

  function guarded(work: () => void, source?: Source): void {
    try {
      work()
    } catch (error) {
      // Without an engine nothing is recorded, and nobody is told of what could not be.
      if (source) source.failed(error)
      else engine?.failed(error)
    }
  }

  return {
    open(options) {
      if (engine) return engine.open(options)
      const source = createKnownSource(options)
      known.add(new WeakRef(source))
      return source
    },
    failed: (error) => engine?.failed(error),
    guarded,
    attach(real) {
      engine = real
      for (const reference of known) {
        const source = reference.deref()
        if (source) guarded(() => source.attach(real))
      }
      known.clear()
    },
  }
}

/** A source whose history begins with the engine; before, it remembers its last state where nobody could be asked for it. */
function createKnownSource(options: SourceOptions): KnownSource {
  let real: Source | undefined
  let last: { readonly state: unknown } | undefined
  let closed = false

  function remember(state: unknown): void {
    closed = false
    // A store can be asked again; what was sent once cannot.
    if (options.read === undefined) last = { state }
  }

  return {
    get id() {
      return real?.id ?? ''
    },
    attach(engine) {
      if (closed) return
      real = engine.adopt(options, last)
      last = undefined
    },
    set(state) {
      if (real) real.set(state)
      else remember(state)
    },
    changed(state, happened) {
      if (real) real.changed(state, happened)
      else remember(state)
    },
    pass(state) {
      if (real) real.pass(state)
      else remember(state)
    },
    knows: (state) => (real ? real.knows(state) : last?.state === state),
    failed: (error) => real?.failed(error),
    close() {
      closed = true
      last = undefined
      real?.close()
    },
  }
}
