import type { Command } from './command'

/** What `playhead` and `playhead --help` say. */
export function overview(commands: Readonly<Record<string, Command>>, version: string): readonly string[] {
  return [
    `Playhead ${version}: session files on the command line.`,
    '',
    ...Object.values(commands).flatMap(({ usage, summary }) => [`  playhead ${usage}`, `      ${summary}`]),
    '',
    'FILE may be - for standard input. Each command tells more with --help.',
    'Exit codes: 0 done; 64 wrong arguments; 65 a bad file; 66 something is not there;',
    '70 a fault of Playhead; 74 the disk; 130 interrupted.',
  ]
}

/** What `playhead NAME --help` says. */
export function commandHelp({ usage, summary, help }: Command): readonly string[] {
  return [`playhead ${usage}`, '', summary, ...help.split('\n')]
}
