/** What a source is told of, and how it can be asked. */
export interface SourceOptions {
  readonly name: string
  /** What speaks: `redux`, `connect`, `page`. */
  readonly library: string
  /** The state now, for sources that can be asked. May throw. */
  read?(): unknown
  /** The state as the app wants it shown. May throw. */
  readonly view?: ((state: unknown) => unknown) | undefined
  /** Called when the recorder leaves the page. */
  leave?(): void
}

/** What happened, as the app has it. */
export interface Happened {
  readonly action: unknown
  readonly stack: Error | string | undefined
}

/**
 * Something that has state over time. Told of states by reference, it keeps the
 * last one (which whoever tells of it holds anyway) and those that wait to be compared.
 * While nothing is recorded, it only remembers the last one.
 */
export interface Source {
  readonly id: string
  /** The whole state is `state`, whatever it was. */
  set(state: unknown): void
  /** The state is `state` now, because of `happened` or of something unknown. */
  changed(state: unknown, happened?: Happened): void
  /** The state is `state`, and the app asked not to see how it came to be; the next change tells of both. */
  pass(state: unknown): void
  /** True when `state` is the last one that was told. */
  knows(state: unknown): boolean
  /** Recording something of it threw; the state it led to is told by the next change. */
  failed(error: unknown): void
  /** It is over. Told of another state after all, it opens anew. */
  close(): void
}

/** Everything of the document that has state over time and tells by itself. */
export interface Sources {
  open(options: SourceOptions): Source
  /** Something of ours or of the page's threw while it was being recorded; a gap says so. */
  failed(error: unknown): void
  /** Runs what must not disturb the page, whatever it throws. */
  guarded(work: () => void, source?: Source): void
}

export interface EngineSources extends Sources {
  /** Takes over a source that lived before the engine came, with its last known state (undefined where there was none). */
  adopt(options: SourceOptions, last: { readonly state: unknown } | undefined): Source
}
