import type { JSX } from 'preact'

/** 16 × 16 outlines, drawn with the colour of the text around them. */
const paths = {
  record: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Z',
  stop: 'M4 4h8v8H4z',
  reload: 'M13 8a5 5 0 1 1-1.6-3.7M13 1.8v3h-3',
  sessions: 'M2.5 3.5h11M2.5 8h11M2.5 12.5h7',
  back: 'M9.8 3.2 5 8l4.8 4.8',
  export: 'M8 9.5V2.2M4.9 5.1 8 2l3.1 3.1M2.5 9.5v3a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3',
  import: 'M8 2v7.3M4.9 6.4 8 9.5l3.1-3.1M2.5 9.5v3a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3',
  settings:
    'M2 4.5h6.2M11.8 4.5H14M2 11.5h2.2M7.8 11.5H14M10 2.7a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6ZM6 9.7a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Z',
  keyboard:
    'M1.5 4.5a1 1 0 0 1 1-1h11a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1zM4 6.3h.01M6.7 6.3h.01M9.3 6.3h.01M12 6.3h.01M4 9.7h8',
  commands: 'M2.5 2.5h11v11h-11zM5 6l2 2-2 2M8.3 10.3H11',
  trash: 'M2.8 4.2h10.4M6.2 4V2.5h3.6V4M4 4.2l.7 9.3h6.6l.7-9.3M6.7 7v4M9.3 7v4',
  rename: 'm10.6 2.9 2.5 2.5M3 13l.6-3 7.4-7.4a1 1 0 0 1 1.4 0l1 1a1 1 0 0 1 0 1.4L6 12.4z',
  copy: 'M5.5 5.5h7a1 1 0 0 1 1 1v7h-7a1 1 0 0 1-1-1zM3.5 10.5h-1v-7a1 1 0 0 1 1-1h7v1',
  link: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2A2.6 2.6 0 0 0 9 3.3l-.9.9M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l.9-.9',
  close: 'm3.8 3.8 8.4 8.4M12.2 3.8l-8.4 8.4',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3l3.2 3.2',
  play: 'M4.5 2.8v10.4L13 8z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  up: 'm3.5 10 4.5-4.5L12.5 10',
  down: 'm3.5 6 4.5 4.5L12.5 6',
  right: 'm6 3.5 4.5 4.5L6 12.5',
  latest: 'M8 2.5v8M4.5 7.2 8 10.7l3.5-3.5M3 13.5h10',
  check: 'm3 8.5 3.3 3.3L13 4.5',
  warning: 'M8 2.2 14.5 13.5h-13zM8 6.5v3.2M8 11.6h.01',
  shield: 'M8 1.8 13 3.6v4c0 3-2 5.3-5 6.6-3-1.3-5-3.6-5-6.6v-4zM5.7 7.9l1.7 1.7 3-3.2',
  zoomIn: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3l3.2 3.2M5 7h4M7 5v4',
  zoomOut: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3l3.2 3.2M5 7h4',
  fit: 'M2.5 3v10M13.5 3v10M5 8h6M6.8 6 5 8l1.8 2M9.2 6 11 8l-1.8 2',
  burst: 'M2.5 4h11M2.5 8h11M2.5 12h11M5 2.5v3M5 6.5v3M5 10.5v3',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
  pin: 'M5.5 2.5h5M6.3 2.5v4.2L4 9.5h8L9.7 6.7V2.5M8 9.5v4.5',
  note: 'M3 2.5h10v7.7L9.7 13.5H3zM13 10.2H9.7v3.3M5.5 5.5h5M5.5 8h3',
  merge: 'M3 3.5c3 0 5 1.5 5 4.5s2 4.5 5 4.5M3 12.5c3 0 5-1.5 5-4.5M10.8 10.3l2.2 2.2-2.2 2.2',
  // facets
  state: 'M8 2.2 13.5 5 8 7.8 2.5 5zM2.5 8 8 10.8 13.5 8M2.5 11 8 13.8 13.5 11',
  console: 'M3 4.5 6.5 8 3 11.5M8 11.5h5',
  error: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM8 5v3.7M8 11h.01',
  network: 'M5 13V3.2M2.6 5.6 5 3.2l2.4 2.4M11 3v9.8M8.6 10.4 11 12.8l2.4-2.4',
  input: 'M4 2.5 12.5 8 8.7 9l-1.8 4z',
  navigation: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM10.6 5.4 9 9l-3.6 1.6L7 7z',
  mark: 'M4 14V2.5h8L10 6l2 3.5H4',
  component: 'M2.5 2.5h4.6v4.6H2.5zM8.9 8.9h4.6v4.6H8.9zM7 4.8h4.2v4',
  gap: 'M2 8h2.5M11.5 8H14M6.3 4.5 5 11.5M11 4.5l-1.3 7',
  recorder: 'M2 12a6 6 0 1 1 12 0M8 12l2.8-4',
} as const

export type IconName = keyof typeof paths

const filled: ReadonlySet<IconName> = new Set(['record', 'stop', 'play', 'pause'])

/** Decoration only: whoever uses it says in words what it means. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): JSX.Element {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} {...(filled.has(name) ? { fill: 'currentColor', stroke: 'none' } : {})} />
    </svg>
  )
}
