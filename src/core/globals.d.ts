/**
 * What core may use beside the language itself. Each exists in pages, workers,
 * extension contexts and Node ≥ 20. Everything else a host offers is injected.
 */
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
  encodeInto(source: string, destination: Uint8Array): { read: number; written: number }
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(input?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string
}
interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}
declare class AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}
declare function structuredClone<T>(value: T): T
interface BytesTransform {
  readonly readable: {
    getReader(): {
      read(): Promise<
        { readonly done: false; readonly value: Uint8Array<ArrayBuffer> } | { readonly done: true; readonly value?: undefined }
      >
      cancel(reason?: unknown): Promise<void>
    }
  }
  readonly writable: {
    getWriter(): {
      write(chunk: Uint8Array<ArrayBuffer>): Promise<void>
      close(): Promise<void>
      abort(reason?: unknown): Promise<void>
    }
  }
}
declare class CompressionStream {
  constructor(format: 'gzip')
  readonly readable: BytesTransform['readable']
  readonly writable: BytesTransform['writable']
}
declare class DecompressionStream {
  constructor(format: 'gzip')
  readonly readable: BytesTransform['readable']
  readonly writable: BytesTransform['writable']
}
