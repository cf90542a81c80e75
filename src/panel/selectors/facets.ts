/**
 * What people tell entries apart by: coarser than a type, finer than a kind.
 * The order is the order of the filter's buttons.
 */
export const facets = ['state', 'console', 'error', 'network', 'input', 'navigation', 'mark', 'component', 'gap', 'recorder'] as const
export type Facet = (typeof facets)[number]

/** Shown until a person asks otherwise: all but what the recorder says about itself. */
export const defaultFacets: ReadonlySet<Facet> = new Set(facets.filter((facet) => facet !== 'recorder'))

const byType: Readonly<Record<string, Facet>> = {
  'event/console': 'console',
  'event/error': 'error',
  'event/input': 'input',
  'event/navigation': 'navigation',
  'event/request': 'network',
  'event/response': 'network',
  'event/message': 'network',
  'event/custom': 'mark',
  'event/mark': 'mark',
}

const byKind: Readonly<Record<string, Facet>> = { state: 'state', component: 'component', event: 'mark', performance: 'recorder' }

/** The facet of a kind and type; types this version does not know fall to their kind's. */
export function facetOf(kind: string, type: string): Facet {
  if (type === 'gap') return 'gap'
  const key = `${kind}/${type}`
  if (Object.hasOwn(byType, key)) return byType[key] ?? 'mark'
  return Object.hasOwn(byKind, kind) ? (byKind[kind] ?? 'mark') : 'mark'
}
