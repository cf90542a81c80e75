export const projectRoot: URL

export const rootPath: string

export function inProject(relative: string): string
