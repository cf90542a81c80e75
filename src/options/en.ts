/** The page's texts. */
export const en = {
  title: 'Sites Playhead may record',
  intro:
    'Playhead records pages on this machine (localhost) without asking. Any other site it records only after you allow it here, and only in the tab where you press Record.',
  site: 'Site',
  allow: 'Allow',
  allowed: 'Allowed sites',
  none: 'None yet.',
  withdraw: 'Withdraw',
  notASite: 'That is not the address of a site. Write it like https://app.example.com.',
  refused: 'The browser did not grant it.',
  failed: 'The browser refused to ask:',
} as const
