/**
 * The writer's layout in YAML (SPEC: Y2): lines of these beginnings, by which a
 * reader knows where an item ends without parsing it.
 */
export const yaml = {
  sessions: 'sessions:',
  noSessions: 'sessions: []',
  meta: '  - meta:',
  metaRest: '      ',
  delta: '    delta:',
  documents: '    documents:',
  notes: '    notes:',
  view: '    view:',
  viewRest: '      ',
  entries: '    entries:',
  /** Of a list that has no items, behind its name. */
  none: ' []',
  item: '      - ',
  itemRest: '        ',
  summary: 'summary:',
  summaryRest: '  ',
} as const
