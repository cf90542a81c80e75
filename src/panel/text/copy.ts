import type { CopyForm } from '../selectors/copy/copy-forms'

/** What is said where an entry is copied. */
export const copyWords = {
  menu: 'Copy as…',
  region: 'Copying',
  working: 'Masking and writing what is copied…',
  ready: 'What you copied is ready. The browser wants another press for it.',
  finish: 'Put it on the clipboard',
  menuHint: 'Copy this entry as JSON, YAML, a test or a request; secrets are masked',
  forms: {
    json: 'JSON',
    yaml: 'YAML',
    patch: 'JSON Patch',
    values: 'Changed paths and values',
    state: 'State as JSON',
    expect: 'expect(…) for a test',
    curl: 'curl',
    fetch: 'fetch',
    recorded: 'JSON as recorded, nothing masked',
  } satisfies Record<CopyForm, string>,
  // These stand in what is copied.
  noHeaders: 'Headers and body were not recorded.',
  noBody: 'The body was not recorded.',
}
