export function serveDemo(options: {
  readonly folder: string
  readonly port?: number
}): Promise<{ readonly url: string; close(): Promise<void> }>
