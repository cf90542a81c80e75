import type { Lack } from './surroundings'

/** What the viewer says beside the panel, in English. */
export const en = {
  lacks: {
    file: [
      'This page has to come from a web server',
      'Opened as a file, browsers let it start no worker. Put its folder on any web server, also one on this machine, or run “npm run viewer” in the project, and open it from there.',
    ],
    insecure: [
      'This page needs https',
      'Over plain http, browsers withhold what reading a session file takes. Open it by https, or from this machine at localhost.',
    ],
    storage: [
      'This browser cannot show sessions',
      'It gives this page no database, no workers or no locks. Allow the site to store data, leave the private window, or use a current browser.',
    ],
  } satisfies Record<Lack, readonly [title: string, next: string]>,
}
