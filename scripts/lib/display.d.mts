export function hasDisplay(): boolean

export function showInBrowser(url: string): void
