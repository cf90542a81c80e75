export interface Builds {
  readonly chrome: string
  readonly firefox: string
}

export const builds: Builds

export function ensureBuilt(options?: { browsers?: readonly (keyof Builds)[]; fresh?: boolean; loud?: boolean }): Promise<Builds>
