export function findReaders(): Readonly<Record<'jq' | 'python' | 'yaml', string | undefined>>
