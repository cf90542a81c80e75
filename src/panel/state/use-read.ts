import { useEffect, useState } from 'preact/hooks'
import { reportOf } from '../../core/errors'
import type { Loaded } from './resource'

/** Reads something for as long as a view shows it, again when `key` is another. */
export function useRead<Key, T>(key: Key, read: (key: Key) => Promise<T | undefined>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ value: undefined, loading: true, error: undefined })
  // `read` belongs to its key: a new function for the same key reads nothing else.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    let wanted = true
    read(key).then(
      (value) => wanted && setLoaded({ value, loading: false, error: undefined }),
      (error: unknown) => wanted && setLoaded({ value: undefined, loading: false, error: reportOf(error) }),
    )
    return () => {
      wanted = false
    }
  }, [key])
  return loaded
}
