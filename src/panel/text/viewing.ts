/** What is said where there is no recorder: of opening files, and of links to a moment. */
export const viewingWords = {
  name: 'Playhead viewer',
  open: 'Open a file',
  openHint: 'Open a session file, or drop or paste it anywhere here',
  title: 'Open a session file',
  lead: 'Drop it anywhere here, paste it, or choose it. It shows what the app did, and what its state was at every moment.',
  choose: 'Open a session file…',
  stays: 'The file is read in this browser and sent nowhere.',
  copyLink: 'Copy a link to this moment',
  lost: 'The link leads to a session that is not in this browser. Open its file, and it goes on from there.',
  missing: {
    entry: 'The link leads to an entry that is not in this session.',
    words: 'The link names an entry in a way that cannot be read.',
  },
  gone: 'This session was deleted. What was read of it stays on screen until you leave it.',
}
