/** A folder of the origin private file system in memory, as far as staging uses it. */
export function fakeFolder(): FileSystemDirectoryHandle & { readonly files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>()
  const locked = new Set<string>()
  const missing = (name: string) => new DOMException(`${name} is not there`, 'NotFoundError')

  function syncAccess(name: string) {
    if (locked.has(name)) throw new DOMException('it is open', 'NoModificationAllowedError')
    locked.add(name)
    return {
      truncate(size: number) {
        files.set(name, (files.get(name) ?? new Uint8Array(0)).slice(0, size))
      },
      write(bytes: Uint8Array, { at }: { readonly at: number }) {
        const old = files.get(name) ?? new Uint8Array(0)
        const grown = new Uint8Array(Math.max(old.length, at + bytes.length))
        grown.set(old)
        grown.set(bytes, at)
        files.set(name, grown)
        return bytes.length
      },
      flush: () => undefined,
      close: () => void locked.delete(name),
    }
  }

  function writable(name: string): WritableStream<Uint8Array> {
    const chunks: Uint8Array[] = []
    return new WritableStream({
      write: (chunk) => void chunks.push(chunk.slice()),
      close: () => void files.set(name, Buffer.concat(chunks)),
    })
  }

  const folder = {
    files,
    async getFileHandle(name: string, { create = false } = {}) {
      if (!files.has(name)) {
        if (!create) throw missing(name)
        files.set(name, new Uint8Array(0))
      }
      return {
        createSyncAccessHandle: async () => syncAccess(name),
        createWritable: async () => writable(name),
        getFile: async () => new File([Buffer.from(files.get(name) ?? [])], name),
      }
    },
    async removeEntry(name: string) {
      if (locked.has(name)) throw new DOMException('it is open', 'NoModificationAllowedError')
      if (!files.delete(name)) throw missing(name)
    },
    keys: () => [...files.keys()].values(),
  }
  return folder as unknown as FileSystemDirectoryHandle & { readonly files: Map<string, Uint8Array> }
}
