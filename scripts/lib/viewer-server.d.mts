export interface ServedViewer {
  readonly url: string
  readonly link: string
  close(): Promise<void>
}

export function serveViewer(options: {
  readonly folder: string
  readonly file?: string | undefined
  readonly port?: number
}): Promise<ServedViewer>
