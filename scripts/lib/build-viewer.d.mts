export const viewerFolder: string

export function ensureViewerBuilt(options?: { fresh?: boolean }): Promise<string>
