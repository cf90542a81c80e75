import type { JSX } from 'preact'
import type { Excerpt } from '../../../core/model'
import { Recorded } from '../../parts/recorded-text'
import { text } from '../../text'

const words = text.excerpt
/** More names than these are a number. */
const MOST = 5

/** What of a session was left out of the file that it came from, in plain words; nothing for a whole one. */
export function ExcerptLine({ excerpt, class: className = '' }: ExcerptLineProps): JSX.Element | null {
  if (excerpt === undefined) return null
  const { without, sources, from, until } = excerpt
  const told = [
    without.length > 0 && words.without(without),
    sources !== undefined && <Sources names={sources} />,
    (from !== undefined || until !== undefined) && words.range(from, until),
  ].filter((part) => part !== false)
  return (
    <span class={`excerpt-line ${className}`} title={words.hint}>
      {told.length === 0 && words.part}
      {told.map((part, at) => (
        // They stay in this order.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <span key={at}>
          {part}
          {at < told.length - 1 && '; '}
        </span>
      ))}
    </span>
  )
}

interface ExcerptLineProps {
  readonly excerpt: Excerpt | undefined
  readonly class?: string
}

function Sources({ names }: { readonly names: readonly string[] }): JSX.Element {
  if (names.length === 0) return <span>{words.noSources}</span>
  return (
    <span>
      {words.sources}{' '}
      {names.slice(0, MOST).map((name, at) => (
        <span key={name}>
          {at > 0 && ', '}
          <Recorded text={name} />
        </span>
      ))}
      {names.length > MOST && words.moreSources(names.length - MOST)}
    </span>
  )
}
