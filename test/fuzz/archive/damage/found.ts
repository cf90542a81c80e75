/** Damaged files, made of the small originals, that were once taken for something else than they are; they are tried for ever. */
export const found: readonly { readonly original: string; readonly damage: string; readonly seed: number }[] = [
  // Checksums of chunks that the file has not, or fewer than it has.
  { original: 'json in lines', damage: 'tree/repeatItem', seed: 1 },
  { original: 'json in lines', damage: 'tree/removeItem', seed: 1 },
  { original: 'yaml in blocks', damage: 'whole/changeSums', seed: 1 },
  { original: 'msgpack as written, packed', damage: 'tree/repeatItem', seed: 1 },
  { original: 'msgpack in floats', damage: 'tree/repeatItem', seed: 1 },
]
